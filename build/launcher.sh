# What the commands of a checkout have in common: they find a JDK 25, build with Maven when a source is newer than the last
# build, and hand over. To be read by a shell script that has set
#
#   home    the checkout's folder
#   built   where its module's build goes; the file `complete` in it says that there is one
#   log     takes what Maven says
#
# Sets jdk. Exit 3: this machine lacks something, and the message says what.

fail() {
    printf 'headgate: %s\n' "$1" >&2
    exit 3
}

# Prints the major version of the JDK in a folder, or nothing where there is none.
major_version() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release"
}

is_new_enough() {
    version=$(major_version "$1")
    [ -n "$version" ] && [ "$version" -ge 25 ]
}

find_jdk() {
    on_path=$(command -v java 2>/dev/null || true)
    if [ -n "$on_path" ]; then
        on_path=$(dirname -- "$(dirname -- "$(readlink -f -- "$on_path" 2>/dev/null || printf %s "$on_path")")")
    fi
    for candidate in "${JAVA_HOME:-}" "$on_path" \
        /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.asdf/installs/java/* \
        "${HOME:-}"/.local/share/mise/installs/java/* "${HOME:-}"/.jenv/versions/*; do
        if [ -n "$candidate" ] && is_new_enough "$candidate"; then
            printf %s "$candidate"
            return 0
        fi
    done
}

# Whether a source is newer than the last build.
is_stale() {
    [ -f "$built/complete" ] || return 0
    changed=$(find "$home/pom.xml" "$home"/*/pom.xml "$home/build" "$home"/*/src/main -newer "$built/complete" -print 2>/dev/null | head -n 1)
    [ -n "$changed" ]
}

# Turns Maven's log into a line a module, so that a person sees that something happens.
show_progress() {
    while IFS= read -r line; do
        case $line in
        *"Building Headgate"*"["*"/"*"]"*)
            printf '  %s\n' "$(printf %s "$line" | sed 's/.*Building \(.*[^ ]\)  *[0-9][^ ]*  *\(\[.*\]\).*/\2 \1/')" >&2
            ;;
        *"Downloaded from"*)
            downloads=$((${downloads:-0} + 1))
            [ $((downloads % 50)) -ne 0 ] || printf '  %s files downloaded\n' "$downloads" >&2
            ;;
        esac
    done
}

# Builds a module and all that it needs; what it says goes to its own log.
#
# $1: the module
build() {
    command -v mvn >/dev/null 2>&1 || fail "Maven is needed for the first build, and no mvn is on the PATH. Install Maven 3.8 or newer and try again."
    mkdir -p "$built"
    printf 'headgate: building (first use, or a source changed); later starts skip this\n' >&2
    # Maven on the JDK that was found: where that stands in no usual place, Maven would not find it by itself.
    JAVA_HOME=$jdk
    export JAVA_HOME
    rm -f "$built/complete"
    { (cd "$home" && mvn -B -Dstyle.color=never -Dmaven.test.skip=true -pl "$1" -am package </dev/null 2>&1 && touch "$built/complete") || true; } |
        tee "$log" | show_progress
    if [ ! -f "$built/complete" ]; then
        grep -E '^\[ERROR\]' "$log" | head -n 20 >&2 || true
        fail "the build failed; the whole log is in $log"
    fi
}

if [ -n "${HEADGATE_JAVA_HOME:-}" ]; then
    is_new_enough "$HEADGATE_JAVA_HOME" ||
        fail "HEADGATE_JAVA_HOME is $HEADGATE_JAVA_HOME, which is not the folder of a JDK 25 or newer. Correct it, or unset it to have one looked for."
    jdk=$HEADGATE_JAVA_HOME
else
    jdk=$(find_jdk)
fi
[ -n "$jdk" ] || fail "a JDK 25 or newer is needed, and none was found. Install one (any vendor), or set HEADGATE_JAVA_HOME to its folder."
