# shellcheck shell=sh
# Sourced by demo and test: see that what is needed is there, and install what
# is missing with apt-get (Debian 12).
#
#   need PROBE PACKAGE   PROBE is command:NAME, module:NAME (pkg-config),
#                        header:NAME or font:FAMILY (_ for a space); PACKAGE
#                        is what brings it on Debian
#   install_needed       install what the probes did not find

needs=
packages=

need() {
    needs="$needs $1=$2"
}

is_there() {
    case $1 in
    command:*) command -v "${1#*:}" >/dev/null 2>&1 ;;
    module:*) pkg-config --exists "${1#*:}" >/dev/null 2>&1 ;;
    font:*)
        fc-list ":family=$(printf %s "${1#*:}" | tr _ ' ')" 2>/dev/null |
            grep -q .
        ;;
    header:*)
        printf '#include <%s>\n' "${1#*:}" |
            cc -E -x c - >/dev/null 2>&1
        ;;
    esac
}

find_missing() {
    packages=
    for pair in $needs; do
        is_there "${pair%%=*}" && continue
        case " $packages " in
        *" ${pair#*=} "*) ;;
        *) packages="$packages ${pair#*=}" ;;
        esac
    done
    packages=${packages# }
}

# As root, or as root would.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        env "$@"
    else
        sudo env "$@"
    fi
}

may_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1
}

install_needed() {
    find_missing
    [ -n "$packages" ] || return 0
    if may_install; then
        printf 'Installing %s\n' "$packages"
        log=$(mktemp)
        # A package list that is stale or half there is no reason to stop: what
        # counts is whether everything is there afterwards.
        as_root DEBIAN_FRONTEND=noninteractive apt-get -q update \
            >"$log" 2>&1 || true
        # shellcheck disable=SC2086 # a list of packages
        as_root DEBIAN_FRONTEND=noninteractive apt-get -q -y \
            install --no-install-recommends $packages >>"$log" 2>&1 || true
        find_missing
        [ -z "$packages" ] || tail -n 20 "$log" >&2
        rm -f "$log"
        [ -n "$packages" ] || return 0
    fi
    printf 'Missing, and not to be installed from here: %s\n' "$packages" >&2
    printf 'On Debian 12, as root:\n' >&2
    printf '  apt-get update && apt-get install %s\n' "$packages" >&2
    return 1
}

need_library() {
    need command:cc build-essential
    need command:meson meson
    need command:ninja ninja-build
    need command:pkg-config pkg-config
    need command:python3 python3
    need module:sqlite3 libsqlite3-dev
    need module:uuid uuid-dev
    need module:libmd libmd-dev
}

need_cli() {
    need module:popt libpopt-dev
    need module:smartcols libsmartcols-dev
    need header:csv.h libcsv-dev
}

need_print() {
    need module:cairo libcairo2-dev
    need module:pangocairo libpango1.0-dev
    need module:icu-i18n libicu-dev
    need module:libqrencode libqrencode-dev
    need module:zlib zlib1g-dev
    need font:Inter fonts-inter
}

need_tests() {
    need command:gcc build-essential
    need command:g++ build-essential
    need command:clang clang
    need command:clang-format clang-format
    need command:nm binutils
    need command:sqlite3 sqlite3
    need module:cmocka libcmocka-dev
    need command:pdftotext poppler-utils
    need command:qpdf qpdf
    need command:zbarimg zbar-tools
    need command:chromium chromium
    need command:hledger hledger
    need command:ledger ledger
    need command:bean-check beancount
    need font:Noto_Sans_Arabic fonts-noto-core
    need font:Noto_Sans_CJK_JP fonts-noto-cjk
}

# configure DIRECTORY [OPTION...]: a build directory of the checkout we are in,
# new or used before.
configure() {
    directory=$1
    shift
    if [ -f "$directory/build.ninja" ] &&
        meson setup --reconfigure "$@" "$directory" . >/dev/null 2>&1; then
        return 0
    fi
    rm -rf "$directory"
    meson setup "$@" "$directory" .
}
