#!/bin/sh
# `make machine`: the production guide done on a Debian that boots for it, with systemd as its first
# process and the units as they are shipped. As root on Debian 12 or newer: debootstrap,
# systemd-container; pip and Debian's packages must be reachable. Ten minutes, 1 GB, ports 8000, 443
# and 5432 of this machine. Where it cannot be done it says what is missing and ends with 2.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
place=${MACHINE:-$root/build/machine}
suite=${SUITE:-bookworm}

missing() { echo "make machine: not done: $1" >&2; exit 2; }
[ "$(id -u)" = 0 ] || missing "it must be root, for it boots a machine"
for program in debootstrap systemd-nspawn nsenter unshare git curl; do
  command -v $program >/dev/null || missing "$program is not here (apt install debootstrap systemd-container)"
done

if [ ! -e "$place/.made" ]; then
  mkdir -p "$place"
  debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,python3,python3-venv,ca-certificates,git,postgresql,nginx-light,openssl,procps,curl,iproute2 \
    "$suite" "$place" > "$place.log" 2>&1 || missing "debootstrap: $(tail -n 1 "$place.log")"
  touch "$place/.made"
fi
rm -rf "$place/root/sanad.git" "$place/root/production"
git clone -q --bare "$root" "$place/root/sanad.git"
cp -r "$here" "$place/root/production"
cp /etc/ssl/certs/ca-certificates.crt "$place/root/authorities.crt"

# a mount namespace of its own, where systemd finds the one hierarchy of control groups it asks for
boot='mount --make-rprivate /
  [ "$(stat -fc %T /sys/fs/cgroup)" = cgroup2fs ] || { umount -l /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup; }
  exec systemd-nspawn -q -D "$0" -b --console=pipe --register=no --keep-unit --hostname=sanad-one'
booted() { pgrep -P "$(cat "$place.pid")" systemd; }
start() {
  unshare -m sh -c "$boot" "$place" < /dev/null > "$place.boot" 2>&1 &
  echo $! > "$place.pid"
  for _second in $(seq 60); do
    sleep 1
    inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded' && return
  done
  missing "it does not boot: $(tail -n 3 "$place.boot")"
}
inside() {
  nsenter -t "$(booted)" -m -u -i -p -n -C env -i HOME=/root LANG=C.UTF-8 PIP_CERT=/root/authorities.crt \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@" < /dev/null
}
stop() { inside poweroff || true; wait; }
trap 'kill "$(cat "$place.pid")" 2>/dev/null || true' EXIT

start
inside sh -eu /root/production/steps.sh
stop
echo "== the machine is started again, and nobody types anything"
start
inside sh -eu /root/production/again.sh
stop
trap - EXIT
