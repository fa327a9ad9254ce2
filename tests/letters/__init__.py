"""Letters for tests: own words in the layouts of real ones (`texts`), drawn (`drawn`), photographed (`photographed`)
and put into files (`files`). Whoever and whatever they name is made up."""
