#!/usr/bin/env bash
# Installs what is missing, builds IndhCoops and runs it until Ctrl-C: the server, the functions and, unless the environment
# names a storage account, the blob storage that reports land in.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
    cat <<'END'
Usage: ./run.sh [options]
  --port N               listen on http://localhost:N (default 5000)
  --data DIR             keep the SQLite file, the blobs and all that must survive in DIR (default .data)
  --database 'Host=…'    use this PostgreSQL database instead of SQLite
  --demo N               synthetic demo cooperatives, 0 for none (default 2000)
  --help                 print this text
END
}

reject() { echo "run.sh: $*" >&2; usage >&2; exit 2; }

port=5000 data=$root/.data database='' demo=2000
while [ $# -gt 0 ]; do
    case $1 in
        --help) usage; exit 0 ;;
        --port | --data | --database | --demo) [ -n "${2-}" ] || reject "$1 needs a value" ;;
        *) reject "unknown option $1" ;;
    esac
    case $1 in
        --port) port=$2 ;;
        --data) data=$2 ;;
        --database) database=$2 ;;
        --demo) demo=$2 ;;
    esac
    shift 2
done
[[ $port =~ ^[1-9][0-9]{0,4}$ && $((port)) -le 65535 ]] || reject "--port must be a number from 1 to 65535"
[[ $demo =~ ^[0-9]{1,8}$ ]] || reject "--demo must be a number, 0 or more"

names=() processes=()

# Starts a part in the background, in a process group of its own: Ctrl-C reaches this script alone, which then stops all in order.
start() {
    names+=("$1")
    shift
    set -m
    "$@" </dev/null &
    set +m
    processes+=($!)
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

# Whether the server answers that its data is in place.
is_ready() {
    local status
    { exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || return 1
    printf 'GET /health HTTP/1.0\r\n\r\n' >&3
    read -r status <&3 || true
    exec 3>&-
    [[ $status == *' 200 '* ]]
}

export PATH=$PATH:$HOME/.dotnet DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
"$root/.ci/install" dotnet npm azurite

mkdir -p "$data"
data=$(cd "$data" && pwd)
cd "$root"
echo "Building …"
dotnet build .ci/run.slnf -c Release -v quiet --nologo -clp:NoSummary

trap stop EXIT
trap 'exit 0' INT TERM
if [ -z "${INDHCOOPS_Storage__ConnectionString-}${INDHCOOPS_Storage__ServiceUri-}" ]; then
    blobs=$(.ci/azurite/free-port $((port + 1)))
    INDHCOOPS_Storage__ConnectionString=$(.ci/azurite/connection-string "$blobs")
    export INDHCOOPS_Storage__ConnectionString
    start "the blob storage" .ci/azurite/serve "$blobs" "$data/azurite" >/dev/null
fi

# This is a laptop: everybody on it may look around. Elsewhere none of this is there unless it is set.
export INDHCOOPS_Explorer__Enabled=${INDHCOOPS_Explorer__Enabled-true} INDHCOOPS_Introspection__Enabled=${INDHCOOPS_Introspection__Enabled-true}
export INDHCOOPS_PlanReport__Enabled=${INDHCOOPS_PlanReport__Enabled-true}
start "the server" dotnet graphql/bin/Release/net10.0/IndhCoops.GraphQL.dll \
    --port "$port" --data "$data" --demo "$demo" ${database:+--database "$database"}
until is_ready || ! all_run; do sleep 0.2; done

if all_run; then
    start "the functions" dotnet functions/bin/Release/net10.0/IndhCoops.Functions.dll \
        --data "$data" ${database:+--database "$database"}
    while all_run; do sleep 1; done
fi

# Only a signal ends the parts rightly, so one of them is gone that should not be.
for i in "${!processes[@]}"; do
    kill -0 "${processes[i]}" 2>/dev/null || echo "run.sh: ${names[i]} ended; the reason is above. Stopping everything." >&2
done
false
