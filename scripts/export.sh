#!/bin/sh
# Exports what an audit reads from the IONOS Cloud API: every answer as it came, in a file of its own.
# It sends GET requests only. docs/exporting.md says what each answer is for.

# Tracing is off: the token is in here.
set +x
set -u
LC_ALL=C
export LC_ALL
umask 077

tries=5            # of a request that fails for now
longest_wait=120   # seconds before the next try, whatever Retry-After says
most_pages=10000   # of one list
most_failures=100  # that the manifest lists; it counts all
version=0.1.0      # of this script
manifest=failover-export.json

usage() {
  cat <<'USAGE'
Usage: IONOS_TOKEN=... export.sh [-f] [-o DIR] [-d DATACENTER_ID]...

Saves the answers of the IONOS Cloud API that an audit reads. Then: failover-audit scan DIR

  -o DIR            the folder to write; "export" unless given. It must be new or empty.
  -d DATACENTER_ID  only this data center; may be repeated. Lists of the contract are exported in any case.
  -f                write into DIR though it is not empty. Answers of the same name are replaced, all else stays.
  -h, --help        this help

  IONOS_TOKEN            the token; needed
  IONOS_CONTRACT_NUMBER  the contract, if the token's user has several
  IONOS_API_URL          another address than https://api.ionos.com/cloudapi/v6

DIR/failover-export.json says when the export was made, from where, and what failed.

Exit code: 0 everything was exported, 1 some requests failed, 2 nothing was exported (token expired or wrong,
wrong host), 64 wrong usage, 69 curl or jq is missing, 74 a file cannot be written, 129, 130 or 143 interrupted.
USAGE
}

say() { printf 'export.sh: %s\n' "$*" >&2; }

die() {
  code=$1
  shift
  say "$*"
  exit "$code"
}

# Checks that a text may be in a path and in a file's name.
is_safe() {
  case $1 in
    '' | [!A-Za-z0-9]* | *[!A-Za-z0-9._-]*) return 1 ;;
  esac
  [ ${#1} -le 128 ]
}

# --- One request ----------------------------------------------------------------------------------------------------

# What curl reads from its standard input, so that the token is not in any list of processes.
request() {
  printf 'url = "%s%s"\n' "$base" "$1"
  printf 'header = "Authorization: Bearer %s"\n' "$token"
  [ -z "$contract" ] || printf 'header = "X-Contract-Number: %s"\n' "$contract"
}

# Text of others on one line, without what would steer a terminal, and without the token.
plain() {
  text=$(tr -c '[:print:]' ' ' | sed 's/ *$//')
  case $text in
    *"$token"*) echo 'a message that shows the token' ;;
    *) printf '%.200s\n' "$text" ;;
  esac
}

# The token as JSON, then the answer in $work/body: the token goes through a pipe here too.
token_and_body() { printf '"%s"\n' "$token" && cat "$work/body"; }

# Takes the token out of the answer in $work/body, for servers that send it back. It may be escaped as in JSON.
hide_token() {
  printf '%s\n' "$token" '\u' '\/' | grep -qF -f - "$work/body" || return 0
  # With --stream, members that occur twice are checked too.
  # shellcheck disable=SC2016
  shows=$(token_and_body | jq -n --stream 'input as [$path, $token]
    | any(inputs; (.[0][], .[1]?) | strings | indices($token) | length > 0)' 2>/dev/null) || shows=
  case $shows in
    false) return 0 ;;
    true)
      # shellcheck disable=SC2016
      token_and_body | jq -n 'input as $token
        | def hidden:
            if type == "string" then split($token) | join("(the token was here)")
            elif type == "array" then map(hidden)
            elif type == "object" then with_entries(.key |= hidden | .value |= hidden)
            else . end;
          inputs | hidden' >"$work/hidden" 2>/dev/null || : >"$work/hidden"
      mv -f "$work/hidden" "$work/body" || die 74 "$work/body cannot be written"
      say "$1: the answer shows the token, which was taken out"
      ;;
    *) : >"$work/body" ;; # not JSON, so nothing of it is saved
  esac
}

# Sends one request: the answer goes to $work/body. Fails with $problem, and $passing if trying again may help.
request_once() {
  : >"$work/head"
  : >"$work/body"
  problem=
  passing=yes
  failed=0
  requests=$((requests + 1))
  # Redirects are not followed: the token is for this host only. ~/.curlrc is not read.
  status=$(request "$1" | curl -q --config - --silent --show-error --globoff --proto '=https,http' \
    --connect-timeout 30 --max-time 900 --speed-limit 1 --speed-time 120 --header 'Accept: application/json' \
    --dump-header "$work/head" --output "$work/body" --write-out '%{http_code}' 2>"$work/why") || failed=$?
  retry_after=$(tr 'A-Z\r' 'a-z ' <"$work/head" | sed -n 's/^retry-after: *\([0-9]\{1,6\}\) *$/\1/p' | tail -n 1)
  : >"$work/head"
  if [ "$failed" -ne 0 ]; then
    status=0
    : >"$work/body"
    problem="no whole answer: $(plain <"$work/why")"
    case $failed in
      # Wrong use, no room, a certificate that is not trusted.
      1 | 2 | 3 | 23 | 58 | 60 | 77) passing=no ;;
      # No such host, or nobody listens there: a host that never answered is the wrong one.
      6 | 7) [ "$answered" = yes ] || passing=no ;;
    esac
    return 1
  fi
  hide_token "$1"
  case $status in
    2??) jq -n -e '[inputs | type] == ["object"]' "$work/body" >/dev/null 2>&1 || problem="HTTP $status without a whole JSON object" ;;
    429 | 5??) problem="HTTP $status" ;;
    *)
      problem="HTTP $status"
      passing=no
      ;;
  esac
  [ -z "$problem" ]
}

# Waits before the next try: as long as the server says, else twice as long each time.
pause() {
  seconds=$retry_after
  [ -n "$seconds" ] || seconds=$((1 << ($2 - 1)))
  [ "$seconds" -le "$longest_wait" ] || seconds=$longest_wait
  say "$1: $problem; next try in $seconds s"
  sleep "$seconds"
}

# Puts a whole file in its place, so that an answer is there entirely or not at all.
place() {
  case $2 in
    */*) mkdir -p "$out/${2%/*}" || die 74 "$out/${2%/*} cannot be made" ;;
  esac
  mv -f "$1" "$out/$2" || die 74 "$out/$2 cannot be written"
}

# Writes an error body of our own: the audit quotes it.
error_body() {
  jq -n --argjson status "$2" --arg message "$3" \
    '{httpStatus: $status, messages: [{errorCode: "export.sh", message: $message}]}' >"$1" ||
    die 74 "$1 cannot be written"
}

# Counts a failure, and keeps it for the manifest.
failure() {
  say "$1: $2"
  failures=$((failures + 1))
  [ "$failures" -le "$most_failures" ] || return 0
  # shellcheck disable=SC2016
  jq -n --arg request "$1" --arg problem "$2" '{request: $request, problem: $problem}' >>"$work/failures" ||
    die 74 "$work/failures cannot be written"
}

# Whether $work/body holds an error of the API.
is_error() {
  jq -n -e '[inputs] | length == 1 and (.[0] | type == "object" and .httpStatus and (.messages | type == "array"))' \
    "$work/body" >/dev/null 2>&1
}

# Fetches a path into a file. Without an answer, the file gets an error body.
fetch() {
  try=1
  while ! request_once "$1" && [ "$passing" = yes ] && [ "$try" -lt "$tries" ]; do
    pause "$1" "$try"
    try=$((try + 1))
  done
  if [ -z "$problem" ]; then
    place "$work/body" "$2"
    answers=$((answers + 1))
    answered=yes
    return 0
  fi
  [ "$status" -ne 401 ] || problem="$problem, token expired or wrong"
  if [ "$failed" -eq 0 ] && is_error; then
    failure "$1" "$problem: $(jq -r '[.messages[]? | .message? | strings] | join("; ")' "$work/body" | plain)"
    [ "$status" -eq 401 ] || answered=yes
  else
    failure "$1" "$problem"
    error_body "$work/body" "$status" "GET $1: $problem"
  fi
  place "$work/body" "$2"
  # The other requests would get no answer either.
  [ "$answered" = yes ] || nothing_exported
  return 1
}

# --- Lists ----------------------------------------------------------------------------------------------------------

# Writes an error body next to a list for a failure that no answer shows.
gap() {
  failure "$1" "$2"
  error_body "$work/gap" 0 "$1: $2"
  place "$work/gap" "$1.error.json"
}

# shellcheck disable=SC2016 # these are variables of jq
words='
  def whole: if type == "number" and . >= 0 and . == floor and . < 1e12 then . else null end;
  def more: ._links? | objects | .next | . != null and . != "";
  def page_limit: .limit | whole | if . == 0 then null else . end;
  def is_short:
    (.items? | type) != "array" or ([more] | any)
    or (page_limit as $limit | $limit != null and (.items | length) >= $limit);
  def is_bare: is_short or any(.items[]; has("properties") | not);
  def safe: if type == "number" then tostring else . end
    | if type == "string" and test("\\A[A-Za-z0-9][A-Za-z0-9._-]{0,127}\\z") then . else "!" end;'

# Where the next page begins: a number, "end", or an error.
next_page() {
  # shellcheck disable=SC2016
  jq -r --argjson wanted "$2" --arg limit "$3" "$words"'
    (page_limit // ($limit | tonumber? // null)) as $limit
    | if (.items | type) != "array" then "the answer has no items"
      elif ((.offset | whole) // $wanted) != $wanted then "the page begins elsewhere than requested"
      else (.items | length) as $count
      | if ([more] | any | not) and ($limit == null or $count < $limit) then "end"
        elif $count == 0 then if [more] | any then "an empty page is followed by another" else "end" end
        else $wanted + ($limit // $count) end
      end' "$1" || echo 'the answer cannot be read'
}

# Fetches a list: list PATH DEPTH LIMIT NAME. Its pages are NAME.json, NAME.2.json and so on. LIMIT is empty
# for a list that is given in one page.
list() {
  rm -f "$out/$4.error.json" "$out/$4".[0-9]*.json # of an earlier export
  offset=0
  page=1
  while :; do
    query="depth=$2"
    [ -z "$3" ] || query="$query&limit=$3"
    [ "$offset" -eq 0 ] || query="$query&offset=$offset"
    file=$4.json
    [ "$page" -eq 1 ] || file=$4.$page.json
    fetch "$1?$query" "$file" || return 1
    next=$(next_page "$out/$file" "$offset" "$3")
    case $next in
      end) return 0 ;;
      '' | *[!0-9]*)
        gap "$4" "$next"
        return 1
        ;;
    esac
    offset=$next
    page=$((page + 1))
    if [ "$page" -gt "$most_pages" ]; then
      gap "$4" "more than $most_pages pages"
      return 1
    fi
  done
}

# Writes the ids that a filter makes of a list's items into a file, one a line: ids NAME FILTER FILE.
ids() {
  : >"$work/ids"
  for page_file in "$out/$1.json" "$out/$1".[0-9]*.json; do
    [ -f "$page_file" ] || continue
    jq -r "$words .items[]? | $2" "$page_file" >>"$work/ids" || gap "$1" 'the answer cannot be read'
  done
  if grep -q '!' "$work/ids"; then
    gap "$1" 'an id has other characters than A-Z a-z 0-9 . _ -; what is below it is not exported'
  fi
  grep -v '!' "$work/ids" | sort -u >"$3"
}

# Fetches a list below each record that shows it cut off: complete_lists NAME PATH CHILD DEPTH LIMIT TEST. By the test
# is_bare a list is cut off also where its items are references.
complete_lists() {
  ids "$1" "select(.entities.$3 | $6) | .id | safe" "$work/cut"
  while read -r cut; do
    list "$2/$cut/$3" "$4" "$5" "$1/$cut/$3"
  done <"$work/cut"
}

# Fetches the firewall rules of NICs that show them cut off, in a list of servers and in those of their NICs: NAME PATH.
firewall_rules() {
  bare='select(.properties.firewallActive != false and (.entities.firewallrules | is_bare)) | .id | safe'
  ids "$1" "(.id | safe) as \$server | .entities.nics.items[]? | \$server + \"/nics/\" + ($bare)" "$work/bare"
  ids "$1" '.id | safe' "$work/servers"
  while read -r server; do
    ids "$1/$server/nics" "\"$server/nics/\" + ($bare)" "$work/more"
    cat "$work/more" >>"$work/bare"
  done <"$work/servers"
  sort -u "$work/bare" >"$work/more"
  while read -r nic; do
    list "$2/$nic/firewallrules" 1 '' "$1/$nic/firewallrules"
  done <"$work/more"
}

# --- The export -----------------------------------------------------------------------------------------------------

now() { date -u +%Y-%m-%dT%H:%M:%SZ; }

# Writes when, from where and of what the export is, and what failed: write_manifest FINISHED. Until the export has come
# to its end FINISHED is empty: the audit then says that it was stopped.
write_manifest() {
  # shellcheck disable=SC2016
  jq -n --slurpfile failures "$work/failures" --arg started "$started" --arg finished "$1" --arg endpoint "$base" \
    --arg contract "$contract" --arg chosen "$chosen" --arg version "$version" --argjson requests "$requests" \
    --argjson answers "$answers" --argjson failed "$failures" '
    def orNull: if . == "" then null else . end;
    {
      format: "failover-export/1", started: $started, finished: ($finished | orNull), endpoint: $endpoint,
      contract: ($contract | orNull),
      scope: {datacenters: ([$chosen | splits(" +") | select(. != "")] | unique | if . == [] then "all" else . end)},
      requests: $requests, answers: $answers, failed: $failed, failures: $failures, scriptVersion: $version
    }' >"$work/manifest" || die 74 "$work/manifest cannot be written"
  place "$work/manifest" "$manifest"
}

# The only contract of the export, if none was given.
only_contract() {
  jq -r '[.items[]?.properties.contractNumber? | select(type == "number" or type == "string") | tostring]
    | unique | if length == 1 then .[0] else empty end' "$out/contracts.json" 2>/dev/null | sed -n '/^[0-9]\{1,20\}$/p'
}

nothing_exported() {
  write_manifest "$(now)"
  case $status in
    401) die 2 'nothing was exported: token expired or wrong. Make a new token, then start again.' ;;
    *) die 2 "nothing was exported: no answer of the API came from $base. Check the network and IONOS_API_URL." ;;
  esac
}

read_options() {
  for word; do
    [ "$word" != --help ] || {
      usage
      exit 0
    }
  done
  out="export"
  force=no
  chosen=
  while getopts fho:d: option; do
    case $option in
      f) force=yes ;;
      h)
        usage
        exit 0
        ;;
      o) out=$OPTARG ;;
      d)
        is_safe "$OPTARG" || die 64 '-d: not a data center id'
        chosen="$chosen $OPTARG"
        ;;
      *)
        usage >&2
        exit 64
        ;;
    esac
  done
  shift $((OPTIND - 1))
  [ $# -eq 0 ] || die 64 'too many arguments; see export.sh -h'
  case $out in
    '') die 64 '-o: the folder has no name' ;;
    -*) out=./$out ;;
  esac
}

read_environment() {
  token=${IONOS_TOKEN-}
  contract=${IONOS_CONTRACT_NUMBER-}
  base=${IONOS_API_URL:-https://api.ionos.com/cloudapi/v6}
  base=${base%/}
  # What we start needs none of them.
  unset IONOS_TOKEN IONOS_USERNAME IONOS_PASSWORD
  case $token in
    '') die 64 'IONOS_TOKEN is not set' ;;
    *[!A-Za-z0-9._~+/=-]*) die 64 'IONOS_TOKEN has characters that no token has' ;;
  esac
  case $contract in
    *[!0-9]*) die 64 'IONOS_CONTRACT_NUMBER is not a number' ;;
  esac
  case $base in
    *[!A-Za-z0-9.:/_-]*) die 64 'IONOS_API_URL has characters that no address of the API has' ;;
    https://?* | http://127.0.0.1:* | http://localhost:*) ;;
    *) die 64 'IONOS_API_URL must begin with https://' ;;
  esac
  # Other tools want the host only.
  case ${base#*://} in
    */*) ;;
    *) base=$base/cloudapi/v6 ;;
  esac
}

prepare() {
  for tool in curl jq; do
    command -v "$tool" >/dev/null || die 69 "$tool is missing: install it, then try again"
  done
  mkdir -p "$out" || die 74 "$out cannot be made"
  if [ "$force" = no ] && [ -n "$(ls -A "$out")" ]; then
    die 64 "$out is not empty: name a new folder, or replace the answers in it with -f"
  fi
  # What a killed export left.
  for left in "$out"/.part.*; do
    case ${left##*.part.} in
      '' | *[!0-9]*) ;;
      *) rm -rf "$left" ;;
    esac
  done
  work=$out/.part.$$
  mkdir "$work" || die 74 "$work cannot be made"
  trap 'rm -rf "$work"' EXIT
  trap 'say "interrupted: $out is not complete"; exit 129' HUP
  trap 'say "interrupted: $out is not complete"; exit 130' INT
  trap 'say "interrupted: $out is not complete"; exit 143' TERM
  : >"$work/failures" || die 74 "$work/failures cannot be written"
  started=$(now)
  write_manifest ''
  rm -f "$out/unfinished.json" # of an older version of this script
}

# The name that a file of data centers gives one, else its id: name_of ID FILE...
name_of() {
  wanted=$1
  shift
  # Without what would steer a terminal.
  # shellcheck disable=SC2016
  name=$(jq -r --arg id "$wanted" '(.items? // [.])[] | select((.id | tostring) == $id) | .properties.name? | strings
    | gsub("[^\\p{L}\\p{N}\\p{P}\\p{S} ]"; " ") | .[0:80]' "$@" 2>/dev/null | head -n 1)
  printf '%s\n' "${name:-$wanted}"
}

datacenter() {
  list "/datacenters/$1/servers" 5 100 "datacenters/$1/servers"
  complete_lists "datacenters/$1/servers" "/datacenters/$1/servers" nics 3 1000 is_bare
  firewall_rules "datacenters/$1/servers" "/datacenters/$1/servers"
  list "/datacenters/$1/lans" 3 100 "datacenters/$1/lans"
  complete_lists "datacenters/$1/lans" "/datacenters/$1/lans" nics 1 1000 is_bare
}

datacenters() {
  if [ -z "$chosen" ]; then
    list /datacenters 1 1000 datacenters
    ids datacenters '.id | safe' "$work/datacenters"
  else
    # shellcheck disable=SC2086 # ids have no spaces
    printf '%s\n' $chosen | sort -u >"$work/datacenters"
  fi
  count=$(grep -c . "$work/datacenters")
  number=0
  while read -r id; do
    number=$((number + 1))
    if [ -z "$chosen" ]; then
      name=$(name_of "$id" "$out"/datacenters.json "$out"/datacenters.[0-9]*.json)
    else
      fetch "/datacenters/$id?depth=0" "datacenters/$id/datacenter.json" || continue
      name=$(name_of "$id" "$out/datacenters/$id/datacenter.json")
    fi
    echo "$number of $count data centers: $name"
    datacenter "$id"
  done <"$work/datacenters"
}

contract_lists() {
  echo 'lists of the contract'
  list /contracts 1 '' contracts
  list /ipblocks 1 1000 ipblocks
  list /labels 1 '' labels
  list /um/users 2 100 users
  complete_lists users /um/users groups 1 '' is_short
  complete_lists users /um/users owns 1 '' is_short
  list /um/groups 2 '' groups
  complete_lists groups /um/groups users 1 '' is_short
  ids groups '.id | safe' "$work/groups"
  while read -r id; do
    list "/um/groups/$id/shares" 1 '' "groups/$id/shares"
  done <"$work/groups"
}

read_options "$@"
read_environment
requests=0
answers=0
failures=0
answered=no # whether the API gave any answer but "who are you?"
prepare
datacenters
contract_lists
[ -n "$contract" ] || contract=$(only_contract)
write_manifest "$(now)"
[ "$answers" -gt 0 ] || die 2 "nothing was exported: all $failures requests failed"
if [ "$failures" -gt 0 ]; then
  say "the export in $out is not complete: $answers answers, $failures failed"
  exit 1
fi
echo "$answers answers are in $out"
