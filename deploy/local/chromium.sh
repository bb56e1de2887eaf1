# Sourced by `make test`: sets CHROMIUM to a browser, installing Debian's where that can be done.
# Without one it says which command installs it, and the tests that need it are skipped by name.

find_chromium() {
    if [ -z "${CHROMIUM:-}" ]; then
        CHROMIUM=$(command -v chromium || true)
    fi
    [ -n "$CHROMIUM" ] && [ -x "$CHROMIUM" ]
}

if ! find_chromium && [ -z "$CHROMIUM" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests."
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium </dev/null; then
        find_chromium || true
    fi
fi

if find_chromium; then
    export CHROMIUM
else
    [ -z "$CHROMIUM" ] || echo "CHROMIUM is set to $CHROMIUM, which cannot be run."
    echo "No Chromium: the browser tests are skipped. To run them: sudo apt-get install -y chromium"
    unset CHROMIUM
fi
