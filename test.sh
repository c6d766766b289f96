#!/usr/bin/env bash
# Runs every check and test, or one project's tests (./test.sh Domain), with a PostgreSQL and a blob storage of its own.
# The last line is "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
export PATH=$PATH:$HOME/.dotnet DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# A restore changes no lock file, and fails where a package has a known vulnerability; also what tests publish.
export RestoreLockedMode=true

passed=0 failed=0
finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] && exit 0
    exit 1
}

# Runs a check; one that fails counts as a failed test.
check() {
    echo "== $*"
    "$@" || { failed=$((failed + 1)); return 1; }
}

# Adds up a project's tests. A run that fails without naming a test (a crash, no test found) is a failure of its own.
run_tests() {
    echo "== $1"
    local log status good bad
    log=$(mktemp)
    dotnet test --project "$1" -c Release --no-build 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    good=$(sed -nE 's/^ +succeeded: ([0-9]+)$/\1/p' "$log" | tail -n 1)
    bad=$(sed -nE 's/^ +failed: ([0-9]+)$/\1/p' "$log" | tail -n 1)
    rm -f "$log"
    [ "$status" -eq 0 ] || [ "${bad:-0}" -gt 0 ] || bad=1
    passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-0}))
}

projects=(tests/*.Tests)
if [ $# -gt 0 ]; then
    projects=("tests/${1%.Tests}.Tests")
    if [ $# -gt 1 ] || [ ! -d "${projects[0]}" ]; then
        echo "Usage: ./test.sh [NAME], where tests/NAME.Tests is one of: $(echo tests/*.Tests)" >&2
        exit 2
    fi
fi

if [ -z "${INDHCOOPS_TEST_POSTGRES-}" ] || [ -z "${INDHCOOPS_TEST_STORAGE-}" ]; then
    check .ci/install dotnet npm azurite initdb chromium shellcheck curl python3 pgbouncer || finish
    exec .ci/with-postgres .ci/with-azurite ./test.sh "$@"
fi

check dotnet build IndhCoops.sln -c Release -v quiet --nologo || finish
if [ $# -eq 0 ]; then
    check dotnet format IndhCoops.sln --verify-no-changes --no-restore
    check shellcheck run.sh test.sh .ci/{install,run,compile-models,with-*} .ci/azurite/{serve,free-port,connection-string}
fi

# One project after the other: tests that open a browser or count time share the machine badly.
for project in "${projects[@]}"; do
    run_tests "$project"
done
finish
