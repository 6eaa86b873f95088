#!/bin/sh
# Runs pairs of keepalived in network namespaces, and collects evidence from them:
#
#   unshare --mount --net sh pair.sh SCRIPT OUT
#
# SCRIPT is scripts/collect-ha.sh. OUT gets a folder for each case, with the evidence of its hosts. It needs root, ip,
# unshare, nsenter and keepalived with JSON; nothing of it is left when it ends.
set -eu
script=$1 out=$2
vip=203.0.113.10/32

mount --make-rprivate /
mount -t tmpfs none /run
mkdir -p /run/netns

pids=''
trap 'for pid in $pids; do kill "$pid" 2>/dev/null || true; done; wait' 0
trap 'exit 143' 15

# A bridge, and hosts a, b and c on it.
ip netns add net
ip -n net link add br0 type bridge
ip -n net link set br0 up
number=10
for host in a b c; do
  number=$((number + 1))
  ip netns add "$host"
  ip -n "$host" link set lo up
  ip link add "port-$host" type veth peer name ens6 netns "$host" address "02:01:00:00:00:${host}1"
  ip link set "port-$host" netns net
  ip -n net link set "port-$host" master br0 up
  ip -n "$host" link set ens6 up
  ip -n "$host" addr add "198.51.100.$number/24" dev ens6
  mkdir -p "$out/etc-$host"
  # What keepalived and the script see as folders of the host.
  ip netns exec "$host" unshare --mount sh -c '
    mount --bind "$1" /etc/keepalived && mount -t tmpfs none /run && mount -t tmpfs none /tmp && exec sleep 600' \
    sh "$out/etc-$host" &
  pids="$pids $!"
  eval "holder_$host=$!"
done
sleep 1

# Runs a command on a host.
on() {
  eval "holder=\$holder_$1"
  shift
  nsenter -t "$holder" --mount --net "$@"
}

# Writes a configuration: a host, its priority, and further lines in place of the usual ones.
configure() {
  cat >"$out/etc-$1/keepalived.conf" <<CONF
global_defs {
    script_user root
}
vrrp_script alive {
    script "/bin/true"
    interval 1
}
vrrp_instance VI_1 {
    state BACKUP
    interface ens6
    virtual_router_id ${3:-51}
    priority $2
    advert_int 1
    ${4:-}
    track_script {
        alive
    }
    virtual_ipaddress {
        $vip
        ${5:-}
    }
}
CONF
}

# keepalived becomes the process whose id is noted, so that it ends with this script.
start() {
  eval "holder=\$holder_$1"
  nsenter -t "$holder" --mount --net keepalived --dont-fork --log-console --pid /run/keepalived.pid \
    >>"$out/log-$1" 2>&1 &
  pids="$pids $!"
}

stop() {
  pid=$(on "$1" cat /run/keepalived.pid 2>/dev/null) || return 0
  kill "$pid" 2>/dev/null || true
  tries=30
  while [ "$tries" -gt 0 ] && kill -0 "$pid" 2>/dev/null; do sleep 0.2; tries=$((tries - 1)); done
}

# Collects the evidence of a case.
collect() {
  mkdir -p "$out/$1"
  for host in a b c; do
    [ "$host" = c ] && [ "$1" != stranger ] && continue
    on "$host" sh -s -- -n "web-$host" <"$script" >"$out/$host.tar" 2>>"$out/log-$host" || true
    tar -x -C "$out/$1" -f "$out/$host.tar"
  done
}

# Starts both hosts again, and waits until they agree or do not.
again() {
  stop a
  stop b
  start a
  start b
  sleep 6
}

configure a 150
configure b 100
again
collect sound

stop a
sleep 5
collect stopped

again
ip -n net link set port-a type bridge_slave isolated on
ip -n net link set port-b type bridge_slave isolated on
sleep 5
collect isolated
ip -n net link set port-a type bridge_slave isolated off
ip -n net link set port-b type bridge_slave isolated off

configure b 100 52
again
collect router-id

configure b 100 51 '' 203.0.113.11/32
again
collect addresses

configure a 150 51 'unicast_peer { 198.51.100.12 }'
configure b 100 51 'unicast_peer { 198.51.100.99 }'
again
collect unicast

configure a 150
configure b 100
again
ip -n c addr add "$vip" dev ens6
collect stranger
ip -n c addr del "$vip" dev ens6

configure b 90
collect not-reloaded
