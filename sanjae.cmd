@echo off
rem The command line, from any folder: .\sanjae status. It runs in the environment that README.md tells how to make.
setlocal
if not exist "%~dp0.venv\Scripts\python.exe" (
  echo Not installed yet: see "Windows" in README.md. 1>&2
  exit /b 1
)
set PYTHONSAFEPATH=1
set "PYTHONPATH=%~dp0."
set "SANJAE_COMMAND=%~0"
"%~dp0.venv\Scripts\python.exe" -m lib.cli %*
