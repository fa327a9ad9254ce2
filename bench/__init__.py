"""Benchmarks, each runnable alone: `python -m bench.search --docs 32000`."""
