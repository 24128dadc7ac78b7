#!/bin/bash
# prometheus-image.sh : makes the image prometheus:debian: Debian's Prometheus and the C library, nothing else.
set -eu
. "$(dirname "$(readlink -f "$0")")/env.sh"
WORK=$K8S_HOME/prometheus
ROOT=$WORK/rootfs

rm -rf "$WORK"
mkdir -p "$ROOT"/usr/{bin,lib,lib64} "$ROOT"/{etc,prometheus}
for dir in bin lib lib64; do ln -s "usr/$dir" "$ROOT/$dir"; done
"$HERE/debs.sh" get "$WORK/debs" prometheus libc6 > "$WORK/debs.log" 2>&1 || { cat "$WORK/debs.log"; exit 1; }
dpkg --fsys-tarfile "$WORK"/debs/libc6_*.deb | tar -x -C "$ROOT" --keep-directory-symlink
dpkg --fsys-tarfile "$WORK"/debs/prometheus_*.deb | tar -x -C "$ROOT" ./usr/bin/prometheus
rm -rf "$ROOT"/usr/share
chown 65534:65534 "$ROOT/prometheus"
chroot "$ROOT" /usr/bin/prometheus --version

config='{"Entrypoint":["/usr/bin/prometheus"],"Cmd":["--config.file=/etc/prometheus/prometheus.yml","--storage.tsdb.path=/prometheus"],"User":"65534:65534","ExposedPorts":{"9090/tcp":{}}}'
"$HERE/image.sh" make prometheus:debian "$ROOT" "$config"
rm -rf "$WORK"
