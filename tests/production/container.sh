#!/bin/sh
# `make container`: the image built, and Sanad run in it with the flags of docs/production/sanad-container.
# As root, with podman and a runtime (runc or crun); pip must be reachable. The base is made of Debian's own
# packages (debootstrap), or BASE names one. Where it cannot be done it says what is missing and ends
# with 2. BUILD and MORE: further flags of `podman build` and `podman run` that this machine needs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
APP=$(cd "$here/../.." && pwd)
place=$APP/build/container
export APP PODMAN="${PODMAN:-podman} --root $place/store --runroot $place/run"

missing() { echo "make container: not done: $1" >&2; exit 2; }
[ "$(id -u)" = 0 ] || missing "it must be root, for it mounts memory and maps accounts"
for program in podman systemd-creds curl; do
  command -v $program >/dev/null || missing "$program is not here (apt install podman runc iptables)"
done
mkdir -p "$place"
base=${BASE:-localhost/debian-python}
if [ -z "${BASE:-}" ] && ! $PODMAN image exists "$base"; then
  command -v debootstrap >/dev/null || missing "debootstrap is not here, and BASE names no image"
  debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates bookworm "$place/base" \
    > "$place/base.log" 2>&1 || missing "debootstrap: $(tail -n 1 "$place/base.log")"
  tar -C "$place/base" -c . | $PODMAN import -q - "$base" >/dev/null || missing "podman does not run here"
fi

image=localhost/sanad
umask 077
FOLDERS="$place/home $place/records $place/keys"
SETTINGS=$place/sanad.env PASSPHRASE=$place/passphrase.cred
export FOLDERS SETTINGS PASSPHRASE
ask() { "$APP/docs/production/sanad-container" "$@"; }
stop() { ask stop >/dev/null 2>&1 || true; umount /run/sanad-secrets 2>/dev/null || true; }
stop
rm -rf "$place/home" "$place/records" "$place/keys" "$place/identity"
trap stop EXIT

echo "== the image"
ask build --build-arg=BASE="$base" ${BUILD:-} > "$place/build.log" 2>&1 || missing "$(tail -n 3 "$place/build.log")"
$PODMAN run --rm ${MORE:-} --network=none --ulimit=nofile=1024:1024 "$image" \
  sh -c 'flask --app wsgi backup identity /tmp/one && cat /tmp/one' > "$place/identity.said" 2> "$place/build.log"
grep '^AGE-SECRET' "$place/identity.said" > "$place/identity"
chown 310001 "$place/identity"
sed -e "s#^SANAD_SECRET_KEY=.*#SANAD_SECRET_KEY=$(head -c 36 /dev/urandom | base64 -w 0)#" \
  -e "s#^SANAD_BACKUP_RECIPIENTS=.*#SANAD_BACKUP_RECIPIENTS=$(grep -om1 'age1[a-z0-9]*' "$place/identity.said")#" \
  -e "s#/srv/sanad/home#$place/home#;s#/mnt/backup/records#$place/records#;s#/mnt/keys/backup#$place/keys#" \
  "$APP/docs/production/sanad.env" > "$SETTINGS"
printf 'quatre mots gardes ailleurs' | systemd-creds encrypt --name=passphrase - "$PASSPHRASE"

echo "== keys, tables, start"
ask keys create
ask database upgrade >/dev/null
ask start >/dev/null
healthy() {
  for _try in $(seq 90); do
    $PODMAN healthcheck run sanad >/dev/null 2>&1 && return
    sleep 1
  done
  echo "it is not healthy"; $PODMAN logs sanad | tail -n 5; exit 1
}
page() {
  status=$(curl -s -o /dev/null -w '%{http_code}' -H 'Host: sanad.example.ma' -H 'X-Forwarded-Proto: https' \
    "http://127.0.0.1:8000/$1")
  echo "/$1: $status"
  [ "$status" = 200 ]
}
healthy
page setup/begin
$PODMAN exec sanad sh -c 'id -u; grep -E "CapBnd|NoNewPrivs|Seccomp:" /proc/1/status
  ! touch /app/x /etc/x 2>/dev/null && echo "writes nowhere but in its folders"'
kept=$(grep -rls 'quatre mots gardes' "$place/store" "$place/run" "$place/home" || true)
[ -z "$kept" ] && echo "the passphrase is on no disk"

echo "== a backup, a rehearsal, the database lost and restored"
ask backup create
records=$(ls "$place"/records/*.age | tail -n 1)
keys=$(ls "$place"/keys/*-keys.age | tail -n 1)
export LEND="$place/identity"
ask backup rehearse "$records" "$keys" --identity "$LEND"
ask stop >/dev/null 2>&1
rm "$place"/home/sanad.sqlite*
ask backup restore "$records" "$keys" --identity "$LEND"
ask start >/dev/null
healthy
page login
ask audit verify
ask doctor --language fr || true
