#!/usr/bin/env bash
# Installs what is missing, builds IndhCoops and runs it until Ctrl-C.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
    cat <<'END'
Usage: ./run.sh [options]
  --port N               listen on http://localhost:N (default 5000)
  --data DIR             keep the SQLite file and all that must survive in DIR (default .data)
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

export PATH=$PATH:$HOME/.dotnet DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
"$root/.ci/install" dotnet npm

mkdir -p "$data"
data=$(cd "$data" && pwd)
cd "$root"
echo "Building …"
dotnet build graphql/IndhCoops.GraphQL.csproj -c Release -v quiet --nologo -clp:NoSummary

# The server takes this process's place, so that every signal reaches it; it stops cleanly on Ctrl-C and TERM.
exec dotnet graphql/bin/Release/net10.0/IndhCoops.GraphQL.dll \
    --port "$port" --data "$data" --demo "$demo" ${database:+--database "$database"}
