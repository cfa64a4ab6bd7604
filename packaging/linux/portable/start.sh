#!/bin/sh
# Starts Threadfolio from the folder that this file lies in.
here=$(dirname "$(readlink -f "$0")")
exec "$here/program/threadfolio" "$@"
