#!/bin/sh
# Prepares the database once, as docs/operations.md has it. Run by the image of PostgreSQL when its volume is empty.
set -eu
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set=owner_password="$OWNER_PASSWORD" --set=bot_password="$BOT_PASSWORD" <<'SQL'
create role concordat_app nologin;
create role concordat_owner login password :'owner_password';
create role concordat_bot login password :'bot_password';
grant concordat_app to concordat_bot, concordat_owner;
create database concordat owner concordat_owner;
SQL
