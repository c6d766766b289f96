#!/usr/bin/env bash
# Installs what is missing, builds IndhCoops and runs it until Ctrl-C: the server, the functions and, unless the environment
# names a storage account, the blob storage that reports land in.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
local=$root/infra/local
export HOME=${HOME:-~} # Some services have none.

usage() {
    cat <<'END_OF_USAGE'
Usage: ./run.sh [options]
  --port N               listen on http://localhost:N (default 5000)
  --data DIR             keep the SQLite file, the blobs and all that must survive in DIR (default .data)
  --database 'Host=…'    use this PostgreSQL database instead of SQLite
  --demo N               synthetic demo cooperatives, 0 for none (default 2000 at the first start; afterwards the data stays as it is)
  --sign-in              sign in on this machine, as one of a few ready people, to enter data at http://localhost:N/saisie
  --help                 print this text
END_OF_USAGE
}

# Wrong use ends with 2, what cannot work with 1.
reject() { echo "run.sh: $*" >&2; echo "./run.sh --help lists the options." >&2; exit 2; }
fail() { echo "run.sh: $*" >&2; exit 1; }

options=(--port --data --database --demo --sign-in --help)
port=5000 data=$root/.data database='' demo='' sign_in=false
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h | help) usage; exit 0 ;;
        --sign-in) sign_in=true; shift; continue ;;
        --port=* | --data=* | --database=* | --demo=*) set -- "${1%%=*}" "${1#*=}" "${@:2}"; continue ;;
        --port | --data | --database | --demo) [[ ${2---} != --* && -n $2 ]] || reject "$1 needs a value." ;;
        *)
            word=$(sed 's/=.*//; s/^-*/--/' <<<"$1" | tr '[:upper:]' '[:lower:]')
            meant=$("$local/closest" "$word" "${options[@]}")
            reject "unknown option $1${meant:+: did you mean $meant?}"
            ;;
    esac
    case $1 in
        --port) port=$2 ;;
        --data) data=$2 ;;
        --database) database=$2 ;;
        --demo) demo=$2 ;;
    esac
    shift 2
done
[[ $port =~ ^[1-9][0-9]{0,4}$ && $((port)) -le 65535 ]] || reject "--port must be a number from 1 to 65535, not '$port'."
[[ -z $demo || $demo =~ ^[0-9]{1,8}$ ]] || reject "--demo must be a number, 0 or more, not '$demo'."
if $sign_in && [ -n "${INDHCOOPS_Access__Authority-}" ]; then
    reject "--sign-in and INDHCOOPS_Access__Authority both say where people sign in. Leave one out."
fi

# Whether a process runs; one that has ended and is not yet waited for (a zombie) does not.
runs() { kill -0 "$1" 2>/dev/null && ! grep -qs '^State:[[:space:]]*Z' "/proc/$1/status"; }

# Whether somebody listens on a port of this machine: the server takes both of its addresses.
listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null || (exec 3<>"/dev/tcp/::1/$1") 2>/dev/null; }

# Whether this user may listen on a port.
may_listen() {
    local first
    [ "$(id -u)" -eq 0 ] || ! read -r first 2>/dev/null </proc/sys/net/ipv4/ip_unprivileged_port_start || [ "$1" -ge "$first" ]
}

# Whether the disk of a folder, which may not exist yet, has no megabyte left.
is_full() {
    local folder=$1
    until [ -d "$folder" ] || [ "$folder" = . ] || [ "$folder" = / ]; do folder=$(dirname "$folder"); done
    [ "$(df -Pk "$folder" 2>/dev/null | awk 'NR == 2 { print ($2 > 0 && $4 < 1024) }')" = 1 ]
}

# The data folder belongs to one run at a time. Its parts inherit the lock, so that what an earlier run left behind is noticed.
take_data_folder() {
    [ ! -e "$data" ] || [ -d "$data" ] || reject "--data needs a folder, and $data is a file."
    ! is_full "$data" || fail "the disk of the data folder $data is full. Free some of it, or give another folder with --data DIR."
    { mkdir -p "$data" && data=$(cd "$data" && pwd) && echo >"$data/.writable" && rm "$data/.writable" && : >>"$data/.lock"; } 2>/dev/null ||
        { echo "run.sh: the data folder $data cannot be written. Give another one with --data DIR." >&2; exit 2; }
    exec 9>>"$data/.lock"
    if command -v flock >/dev/null && ! flock -n 9; then
        local alive=() process name
        while read -r process name; do
            runs "$process" || continue
            [ "$name" != run.sh ] || fail "another ./run.sh (process $process) uses $data. Stop it, or give another folder with --data DIR."
            alive+=("$process")
            echo "run.sh: $name of an earlier run still runs (process $process)." >&2
        done < <(cat "$data/.parts" 2>/dev/null)
        fail "$data is in use by what an earlier run left behind. Stop it with: kill ${alive[*]:-(the processes that hold $data/.lock)}"
    fi
    echo "$$ run.sh" >"$data/.parts"
}

names=() processes=()

# Starts a part in the background, in a process group of its own: Ctrl-C reaches this script alone, which then stops all in order.
# Where the system can, a part is told to end when this script is killed.
start() {
    local with=()
    if command -v setpriv >/dev/null; then with=(setpriv --pdeathsig TERM); fi
    names+=("$1")
    set -m
    ${with[@]+"${with[@]}"} "${@:2}" </dev/null &
    set +m
    processes+=($!)
    echo "$! $1" >>"$data/.parts"
}

# Stops the parts, the last one first: each may need those before it to end well.
stop() {
    trap '' INT TERM
    for ((i = ${#processes[@]} - 1; i >= 0; i--)); do
        kill -TERM -- "-${processes[i]}" 2>/dev/null || continue
        for _ in {1..200}; do
            kill -0 "${processes[i]}" 2>/dev/null || continue 2
            sleep 0.1
        done
        kill -KILL -- "-${processes[i]}" 2>/dev/null || true
    done
}

# Whether all parts still run.
all_run() {
    for process in "${processes[@]}"; do kill -0 "$process" 2>/dev/null || return 1; done
}

# An authority on this machine, which asks nobody for a password; and what the server must know of it. See infra/local/sign-in.
start_sign_in() {
    local at
    "$local/build" infra/local/sign-in "the sign-in" 9>&-
    at=$("$local/free-port" "$1")
    start "the sign-in" env ASPNETCORE_ENVIRONMENT=Development dotnet infra/local/sign-in/bin/Release/net10.0/IndhCoops.SignIn.dll --port "$at" --audience indhcoops
    export INDHCOOPS_Access__Authority=http://localhost:$at/ INDHCOOPS_Access__Audience=indhcoops INDHCOOPS_SignIn__ClientId=saisie
}

# The server's answer to a GET, headers and all.
get() {
    { exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || return 1
    printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$1" >&3
    cat <&3
    exec 3>&-
}

# Whether the server answers that its data is in place.
is_ready() {
    local answer
    answer=$(get /health/ready) && [[ ${answer%%$'\r'*} == *' 200'* ]]
}

# What can be fetched is fetched; what lacks a network is said before anybody waits for it.
say_what_is_missing() {
    local nuget='' npm='' registry proxy
    if [ ! -e "$root/graphql/Server/obj/project.assets.json" ]; then
        "$local/reachable" https://api.nuget.org/v3/index.json &
        nuget=$!
    fi
    if [ ! -d "$root/graphql/Server/Dashboard/node_modules" ]; then
        registry=$(npm config get registry 2>/dev/null) || registry=https://registry.npmjs.org/
        proxy=$(npm config get https-proxy 2>/dev/null) || proxy=null
        if [ "$proxy" = null ]; then set -- "$registry"; else set -- "$registry" "$proxy"; fi
        "$local/reachable" "$@" &
        npm=$!
    fi
    [ -z "$nuget" ] || wait "$nuget" ||
        echo "There is no way to api.nuget.org: the first build needs packages from there. Trying with what this machine has …" >&2
    [ -z "$npm" ] || wait "$npm" ||
        fail "there is no way to the npm registry: the dashboard's charts, the explorer and the blob storage come from there at the first build. Connect to the network and start again."
}

# Where to look, once there is something to see.
say_hello() {
    local at=http://localhost:$port newest enter=''
    if $sign_in; then enter="  Enter data      $at/saisie"$'\n'; fi
    newest=$(get '/graphql?query=%7Breports(first:1,order:%5B%7Bperiod:DESC%7D,%7Brevision:DESC%7D%5D)%7Bnodes%7Bfiles(where:%7Bformat:%7Beq:HTML%7D%7D)%7Burl%7D%7D%7D%7D' |
        sed -n 's/.*"url":"\([^"]*\)".*/\1/p') || true
    if [ -n "$newest" ]; then newest=$at$newest; else newest='none yet; reports land within a minute'; fi
    cat <<END_OF_HELLO

IndhCoops runs.
  Dashboard       $at/
  Explorer        $at/graphql
${enter}  Newest report   $newest
  A first query   curl -s $at/graphql -H 'content-type: application/json' -d '{"query":"{ cooperatives { totalCount } }"}'
  Stop            Ctrl-C

END_OF_HELLO
}

# Nothing is installed or built before it is known that this can work.
may_listen "$port" || reject "only root may listen on port $port. Give one from 1024 on: ./run.sh --port 5000"
! listens "$port" || fail "port $port is in use by another program. Stop that, or give another port: ./run.sh --port $((port + 1))"
[ -w "$root" ] || [ -e "$root/graphql/Server/bin/Release/net10.0/.built" ] ||
    fail "$root cannot be written, and the first build writes into it. Clone it into a folder of your own and start there."
take_data_folder

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
PATH=$("$local/path")
cd "$root"
if [ ! -e graphql/Server/bin/Release/net10.0/.built ]; then
    echo "First start: it installs what is missing and builds, which takes 1 to 5 minutes and 2 GB of disk. Then http://localhost:$port/ opens."
fi
"$local/install" dotnet npm 9>&-
say_what_is_missing
"$local/build" graphql/Server "the server" 9>&-

trap stop EXIT
trap 'exit 0' INT TERM
blobs=''
if [ -z "${INDHCOOPS_Storage__ConnectionString-}${INDHCOOPS_Storage__ServiceUri-}" ]; then
    blobs=$("$local/free-port" $((port + 1)))
    INDHCOOPS_Storage__ConnectionString=$("$local/azurite/connection-string" "$blobs")
    export INDHCOOPS_Storage__ConnectionString
fi

if $sign_in; then start_sign_in $((${blobs:-$port} + 1)); fi

# This is a laptop: everybody on it may look around. Elsewhere none of this is there unless it is set.
export INDHCOOPS_Explorer__Enabled=${INDHCOOPS_Explorer__Enabled-true} INDHCOOPS_Introspection__Enabled=${INDHCOOPS_Introspection__Enabled-true}
export INDHCOOPS_PlanReport__Enabled=${INDHCOOPS_PlanReport__Enabled-true}
start "the server" dotnet graphql/Server/bin/Release/net10.0/IndhCoops.GraphQL.dll \
    --port "$port" --data "$data" ${demo:+--demo "$demo"} --first-demo 2000 ${database:+--database "$database"}

# The server loads meanwhile. Without the blob storage it runs on, and only reports are missing.
"$local/build" functions "the functions" 9>&-
storage=true
if [ -n "$blobs" ]; then
    if "$local/install" azurite 9>&-; then
        start "the blob storage" "$local/azurite/serve" "$blobs" "$data/azurite" >/dev/null
    else
        storage=false
        echo "run.sh: no reports land, since the blob storage (Azurite) could not be installed; the reason is above." >&2
    fi
fi
until is_ready || ! all_run; do sleep 0.2; done

if all_run; then
    say_hello
    if $storage; then
        # Garbage is collected each 4 MB; the runtime would wait for as much as the processor's cache holds.
        DOTNET_GCgen0size=0x400000 start "the functions" dotnet functions/bin/Release/net10.0/IndhCoops.Functions.dll \
            --data "$data" ${database:+--database "$database"}
    fi
    while all_run; do sleep 1; done
fi

# Only a signal ends the parts rightly, so one of them is gone that should not be.
for i in "${!processes[@]}"; do
    kill -0 "${processes[i]}" 2>/dev/null || echo "run.sh: ${names[i]} ended; the reason is above. Stopping everything." >&2
done
false
