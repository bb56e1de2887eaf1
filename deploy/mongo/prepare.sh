#!/bin/bash
# Runs as root before mongod, which runs as MONGO_USER: gives it its data folder, and the key that the members
# of a replica set know each other by. Run again, it changes nothing but a key that the environment says differently.
set -euo pipefail
umask 077

chown "$MONGO_USER" /data/db

# Made beside and renamed: root has no right here to write into a file that it gave away.
rm -f /key/unfinished
printf '%s\n' "$MONGO_KEY" > /key/unfinished
chmod 400 /key/unfinished
chown "$MONGO_USER" /key/unfinished
mv -f /key/unfinished /key/key
chmod 711 /key
