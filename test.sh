#!/usr/bin/env bash
# Runs every check and test, or some of them: ./test.sh [NAME...], where a NAME is "checks" or a test project (Domain, GraphQL ...).
# Each project has a PostgreSQL and a blob storage of its own, which are gone afterwards. A check counts as a test.
# The last line is "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
export HOME=${HOME:-~} DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
PATH=$(infra/local/path)
# A restore changes no lock file; also where a test publishes.
export RestoreLockedMode=true
# One compiler process compiles all projects. It belongs to this run and ends with it.
export UseSharedCompilation=true SharedCompilationId=indhcoops-$$ MSBUILDDISABLENODEREUSE=1
# The programs that tests start live for seconds: counting what they call often, guarding compiled code from being written to, and collecting garbage
# on a thread of its own would not pay.
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0 DOTNET_gcConcurrent=0

results=TestResults
projects=(tests/*.Tests)
projects=("${projects[@]#tests/}")
projects=("${projects[@]%.Tests}")
names=("${@%.Tests}")
[ $# -gt 0 ] || names=(checks "${projects[@]}")
for name in "${names[@]}"; do
    [[ " checks ${projects[*]} " == *" $name "* ]] && continue
    echo "Usage: ./test.sh [NAME...], where a NAME is one of: checks ${projects[*]}" >&2
    exit 2
done
is_asked_for() { [[ " ${names[*]} " == *" $1 "* ]]; }

passed=0 failed=0 lanes=() failed_checks=()
finish() {
    local sdk
    if sdk=$(dotnet --version 2>/dev/null); then
        dotnet exec "$(dirname "$(readlink -f "$(command -v dotnet)")")/sdk/$sdk/Roslyn/bincore/VBCSCompiler.dll" \
            -shutdown "-pipename:$SharedCompilationId" >/dev/null
    fi
    [ ${#failed_checks[@]} -eq 0 ] || printf '\nFailed: %s\n' "${failed_checks[@]}"
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] && exit 0
    exit 1
}
trap 'trap "" INT TERM; kill -TERM -- "${lanes[@]/#/-}" 2>/dev/null; wait; failed=$((failed + 1)) failed_checks+=("this run was interrupted"); finish' INT TERM

check() {
    echo "== $*"
    if "$@"; then passed=$((passed + 1)); return; fi
    failed=$((failed + 1))
    failed_checks+=("$*")
    return 1
}

# Runs a project's tests. What they print comes in one piece, when they have ended.
run_tests() {
    local log=$results/$1.log started=$SECONDS
    # What waits for programs that it started leaves room for more at once. In a short run it does not pay to compile again what is called often:
    # that begins after so many milliseconds without a new method. The worker's tests take an eighth less.
    local threads=2 delay=1000
    case $1 in Functions) threads=4 ;; GraphQL) threads=3 delay=100 ;; EndToEnd) threads=3 ;; Domain) delay=16000 ;; esac
    DOTNET_TC_CallCountingDelayMs=$(printf '%x' $delay) infra/local/with-postgres infra/local/with-azurite \
        dotnet "tests/$1.Tests/bin/Release/net10.0/IndhCoops.$1.Tests.dll" -noLogo -noColor -maxThreads $threads -result-xml "$results/$1.xml" >"$log" 2>&1
    echo $? >"$results/$1.status"
    { flock 9; echo "== $1, $((SECONDS - started)) s"; cat "$log"; } 9>>"$results/.printing"
}

check infra/local/install dotnet npm || finish
# What the tests need besides is installed while the compiler works.
infra/local/install azurite initdb chromium shellcheck curl python3 pgbouncer &
installing=$!
what=IndhCoops.sln
if [ $# -eq 1 ] && [ "${names[0]}" != checks ]; then what=tests/${names[0]}.Tests; fi
# The compiler runs long enough for it to pay to compile at once what is called often.
DOTNET_TC_CallCountingDelayMs=0 check dotnet build "$what" -c Release -v quiet --nologo || finish
# Tests start many programs: what those need for a start is compiled beforehand, while the checks run.
infra/local/precompile &
precompiling=$!
wait "$installing" || { failed=$((failed + 1)) failed_checks+=("infra/local/install"); finish; }
if is_asked_for checks; then
    # The build has checked the rest of the style.
    DOTNET_TieredCompilation=0 check dotnet format whitespace . --folder --verify-no-changes
    check shellcheck run.sh test.sh .ci/run infra/local/{build,closest,compile-models,free-port,install,path,precompile,reachable,with-*} infra/local/azurite/{serve,connection-string}
fi
wait "$precompiling" || { failed=$((failed + 1)) failed_checks+=("infra/local/precompile"); finish; }

# Four lanes at a time: one waits while another computes. Each is a process group, so that a signal ends it with all that it started.
run_lane() {
    for name in "$@"; do
        if is_asked_for "$name"; then run_tests "$name"; fi
    done
}
rm -rf "$results"
mkdir "$results"
set -m
for lane in GraphQL Functions EndToEnd "Domain Infra"; do
    # shellcheck disable=SC2086 # A lane is a list of names.
    run_lane $lane </dev/null &
    lanes+=($!)
done
set +m
wait "${lanes[@]}"

# Names each test that failed, at the very end: a log is often cut at its start.
asked=()
for name in "${projects[@]}"; do
    if is_asked_for "$name"; then asked+=("$name"); fi
done
if [ ${#asked[@]} -gt 0 ]; then
    mapfile -t report < <(infra/local/read-results "$results" "${asked[@]}")
    [[ ${report[-1]:-} =~ ^[0-9]+\ [0-9]+$ ]] || report+=("0 1")
    printf '%s\n' "${report[@]:0:${#report[@]}-1}"
    read -r good bad <<<"${report[-1]}"
    passed=$((passed + good)) failed=$((failed + bad))
fi
finish
