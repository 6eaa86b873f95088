#!/bin/sh
# Collects what an audit reads of the failover software on this host, and writes it as a tar archive to
# standard output, below a folder that is named after the host:
#
#   ssh root@web-a sh -s <scripts/collect-ha.sh | tar -x -C ha
#
# It reads only. Secrets are masked here: they do not leave the host. docs/ha-evidence.md says what each file is
# for.

# Tracing is off: secrets are in what is read.
set +x
set -u
LC_ALL=C
export LC_ALL
umask 077

usage() {
  cat <<'USAGE'
Usage: collect-ha.sh [-n NAME] [-r ROOT] [-d] >NAME.tar

Writes a tar archive of the failover software's configuration and state to standard output. Run it as root: others
may not read configurations, nor request keepalived's state.

  -n NAME     the folder in the archive; the host name unless given
  -r ROOT     read the files below this folder, such as a mounted disk; no command runs then
  -d          leave out the dump of the running keepalived, which it writes at a signal
  -h, --help  this help

Exit code: 0 something was collected, 1 nothing of failover software is there, 64 wrong usage, 70 no folder for
temporary files, 74 the archive cannot be written.
USAGE
}

say() { printf 'collect-ha: %s\n' "$*" >&2; }

name='' root='' dump=yes
while [ $# -gt 0 ]; do
  case $1 in
    -n) [ $# -gt 1 ] || { usage >&2; exit 64; }; name=$2; shift 2 ;;
    -r) [ $# -gt 1 ] || { usage >&2; exit 64; }; root=${2%/}; shift 2 ;;
    -d) dump=no; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 64 ;;
  esac
done

hostname=$(uname -n)
if [ -n "$root" ]; then
  hostname=$(head -n 1 "$root/etc/hostname" 2>/dev/null)
fi
[ -n "$name" ] || name=$hostname
case $name in
  '' | .* | */* | *[[:cntrl:]]*) say "not a name for a folder: \"$name\"; give one with -n"; exit 64 ;;
esac

work=$(mktemp -d "${TMPDIR:-/tmp}/collect-ha.XXXXXX") || exit 70
trap 'rm -rf "$work"' 0
trap 'exit 129' 1
trap 'exit 130' 2
trap 'exit 143' 15
mkdir "$work/$name" || exit 70
out=$work/$name
found=no

# Whether commands of this host may run.
live() { [ -z "$root" ]; }
have() { live && command -v "$1" >/dev/null 2>&1; }

# A text as JSON.
json() {
  printf '%s' "$1" | tr -d '\000-\037' | sed 's/\\/\\\\/g; s/"/\\"/g; s/^/"/; s/$/"/'
}

# What the host is.

software=''
service() {
  have systemctl || return 0
  state=$(systemctl show -p LoadState -p ActiveState -p UnitFileState "$1.service" 2>/dev/null) || return 0
  case $state in *LoadState=loaded*) ;; *) return 0 ;; esac
  active=false enabled=false
  case $state in *ActiveState=active*) active=true ;; esac
  case $state in *UnitFileState=enabled*) enabled=true ;; esac
  version=''
  case $1 in
    keepalived) version=$(keepalived -v 2>&1 | sed -n 's/^Keepalived v\([0-9.]*\).*/\1/p' | head -n 1) ;;
    pacemaker) version=$(crmadmin --version 2>/dev/null | sed -n 's/^Pacemaker \([0-9.]*\).*/\1/p' | head -n 1) ;;
    corosync) version=$(corosync -v 2>/dev/null | sed -n "s/.*version '\([0-9.]*\)'.*/\1/p" | head -n 1) ;;
  esac
  [ -z "$software" ] || software="$software,"
  software="$software
    {\"name\": \"$1\", \"active\": $active, \"enabled\": $enabled"
  [ -z "$version" ] || software="$software, \"version\": $(json "$version")"
  software="$software}"
}

host() {
  for one in keepalived pacemaker corosync; do service "$one"; done
  {
    printf '{\n  "format": "failover-ha-host/1",\n  "hostname": %s' "$(json "$hostname")"
    uuid=$(head -n 1 /sys/class/dmi/id/product_uuid 2>/dev/null)
    if live && [ -n "$uuid" ]; then printf ',\n  "productUuid": %s' "$(json "$uuid")"; fi
    if live; then
      printf ',\n  "collectedAt": "%s"' "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
      config=$(config_id)
      if [ -n "$config" ]; then printf ',\n  "configId": %s' "$(json "$config")"; fi
    fi
    if [ -n "$software" ]; then printf ',\n  "software": [%s\n  ]' "$software"; fi
    printf '\n}\n'
  } >"$out/host.json"
}

# The config id of the running keepalived, if it was given one.
config_id() {
  pid=$(keepalived_pid) || return 0
  tr '\000' '\n' <"/proc/$pid/cmdline" 2>/dev/null | awk '
    next_is_id { print; exit }
    /^(-i|--config-id)$/ { next_is_id = 1; next }
    /^--config-id=/ { sub(/^--config-id=/, ""); print; exit }
    /^-i./ { sub(/^-i/, ""); print; exit }'
}

# keepalived: its configuration with what it includes, and what the running one believes.

# Takes secrets out of a configuration: what follows auth_pass, and keys of auth_hmac. The rest of each line stays,
# so that line numbers are the same.
mask_conf() {
  awk '
    {
      line = $0
      if (match(line, /auth_pass[ \t]+/)) {
        line = substr(line, 1, RSTART + RLENGTH - 1) "********"
        if (index($0, "}") > 0) line = line " }"
      }
      if (line ~ /^[ \t]*auth_hmac[ \t{]/) hmac = 1
      if (hmac && line ~ /(key|secret|password)[_a-z]*[ \t]+/) {
        sub(/(key|secret|password)[_a-z]*[ \t]+.*/, "key ********", line)
      }
      if (hmac && index(line, "}") > 0) hmac = 0
      print line
    }'
}

# Definitions may hold a secret that auth_pass names.
mask_definitions() {
  awk '
    NR == FNR { if (match($0, /auth_pass[ \t]+\$\{?[A-Za-z0-9_]+/)) {
        name = substr($0, RSTART, RLENGTH); sub(/.*\$\{?/, "", name); names[name] = 1 }
      next }
    /^[ \t]*(@[^ \t]*[ \t]+)?\$[A-Za-z0-9_]+=/ {
      line = $0; name = line; sub(/=.*/, "", name); sub(/.*\$/, "", name)
      if (name in names) sub(/=.*/, "=********", line)
      print line; next }
    { print }' "$1" "$1"
}

keepalived_files=0
# Copies a file of the configuration, and what it includes.
configuration() {
  [ -f "$root$1" ] && [ -r "$root$1" ] || return 0
  target=$out$1
  [ "$1" = /etc/keepalived/keepalived.conf ] && target=$out/keepalived.conf
  [ -e "$target" ] && return 0
  keepalived_files=$((keepalived_files + 1))
  [ "$keepalived_files" -le 1000 ] || return 0
  mkdir -p "$(dirname "$target")" || exit 70
  mask_definitions "$root$1" | mask_conf >"$target"
  found=yes
  sed -n 's/^[ \t]*include[rmwba]*[ \t][ \t]*//p' "$root$1" | tr -d '"' >"$work/includes.$keepalived_files"
  list=$work/includes.$keepalived_files
  folder=$(dirname "$1")
  while IFS= read -r pattern; do
    case $pattern in
      '' | *'$'* | *..*) continue ;;
      /*) ;;
      *) pattern=$folder/$pattern ;;
    esac
    # Patterns are matched by the shell, and nothing else of them is.
    for file in "$root"$pattern; do
      [ -f "$file" ] && configuration "${file#"$root"}"
    done
  done <"$list"
}

keepalived_pid() {
  live || return 1
  for file in /run/keepalived.pid /run/keepalived/keepalived.pid /var/run/keepalived.pid; do
    if [ -r "$file" ]; then
      pid=$(head -n 1 "$file")
      [ -d "/proc/$pid" ] && printf '%s\n' "$pid" && return 0
    fi
  done
  return 1
}

# The dump: only if keepalived was built with JSON, since the signal would end another one.
dump_keepalived() {
  [ "$dump" = yes ] && have keepalived || return 0
  keepalived -v 2>&1 | grep -qw JSON || return 0
  signal=$(keepalived --signum=JSON 2>/dev/null) || return 0
  case $signal in '' | *[!0-9]*) return 0 ;; esac
  pid=$(keepalived_pid) || return 0
  for folder in "${TMPDIR:-}" /tmp; do
    [ -n "$folder" ] && rm -f "$folder/keepalived.json" 2>/dev/null
  done
  kill -s "$signal" "$pid" 2>/dev/null || kill "-$signal" "$pid" 2>/dev/null || return 0
  tries=20
  while [ "$tries" -gt 0 ]; do
    for folder in "${TMPDIR:-}" /tmp "/proc/$pid/root/tmp"; do
      if [ -n "$folder" ] && [ -s "$folder/keepalived.json" ]; then
        sleep 0.2 2>/dev/null || sleep 1
        # Versions before 2.4.0 write the secret as it is.
        sed 's/"auth_data" *: *"[^"]*"/"auth_data":"********"/g' "$folder/keepalived.json" >"$out/keepalived.json"
        found=yes
        return 0
      fi
    done
    sleep 0.1 2>/dev/null || sleep 1
    tries=$((tries - 1))
  done
  say 'keepalived wrote no dump within 2 seconds'
}

# Pacemaker: the cluster's configuration and state.

# Takes the values of attributes out whose names may mean a secret.
mask_cib() {
  awk '
    {
      rest = $0; line = ""
      while (match(rest, /<nvpair[^>]*>/)) {
        tag = substr(rest, RSTART, RLENGTH)
        if (tolower(tag) ~ /name="[^"]*(pass|secret|token|key)[^"]*"/) gsub(/ value="[^"]*"/, " value=\"********\"", tag)
        line = line substr(rest, 1, RSTART - 1) tag
        rest = substr(rest, RSTART + RLENGTH)
      }
      print line rest
    }'
}

pacemaker() {
  if have cibadmin; then
    cibadmin --query 2>/dev/null | mask_cib >"$out/cib.xml"
  elif [ -r "$root/var/lib/pacemaker/cib/cib.xml" ]; then
    mask_cib <"$root/var/lib/pacemaker/cib/cib.xml" >"$out/cib.xml"
  fi
  if have crm_mon; then
    crm_mon --output-as=xml -1 >"$out/crm_mon.xml" 2>/dev/null || crm_mon -X >"$out/crm_mon.xml" 2>/dev/null
  fi
  for file in cib.xml crm_mon.xml; do
    if [ -s "$out/$file" ]; then found=yes; else rm -f "$out/$file"; fi
  done
  if [ -r "$root/etc/corosync/corosync.conf" ]; then
    sed 's/^\([ \t]*key[ \t]*:\).*/\1 ********/' "$root/etc/corosync/corosync.conf" >"$out/corosync.conf"
  fi
}

# kube-vip: its static pod, and who has the lease.

kubernetes() {
  for file in "$root"/etc/kubernetes/manifests/kube-vip*; do
    if [ -f "$file" ] && [ -r "$file" ]; then
      cp "$file" "$out/kube-vip.yaml" && found=yes
      break
    fi
  done
  [ -f "$out/kube-vip.yaml" ] && have kubectl || return 0
  config=/etc/kubernetes/admin.conf
  [ -r "$config" ] || return 0
  kubectl --kubeconfig "$config" -n kube-system get lease plndr-cp-lock -o json >"$out/lease.json" 2>/dev/null \
    || rm -f "$out/lease.json"
}

configuration /etc/keepalived/keepalived.conf
dump_keepalived
pacemaker
kubernetes
if have ip; then ip -j -d addr >"$out/ip-addr.json" 2>/dev/null || rm -f "$out/ip-addr.json"; fi
host

if [ "$found" = no ]; then
  say 'nothing of keepalived, Pacemaker or kube-vip is here, or it cannot be read (are you root?)'
fi
tar -c -f - -C "$work" "$name" || exit 74
[ "$found" = yes ]
