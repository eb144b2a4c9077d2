# What the scripts of a newcomer's day and of an upgrade share; it is sourced. They set `key` and SHUANGJIAN_GATEWAY.
fail() { echo "$(basename "$0"): $*" >&2; exit 1; }
begun=$SECONDS
done_with() { printf '%4d s  %s\n' $((SECONDS - begun)) "$*"; }
work=$(mktemp -d)
# The database has a user of its own, who must get to its folder.
chmod 711 "$work"
left=()
end() { for id in "${left[@]}"; do kill -TERM "$id" 2>/dev/null || true; wait "$id" 2>/dev/null || true; done; rm -rf "$work"; }
trap end EXIT
until_true() { # seconds, what, command…
  local limit=$(($1 * 5)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do [ $((limit--)) -gt 0 ] || fail "$what: not in time"; sleep 0.2; done
}
free() { /usr/bin/python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
every=(institutions filings custody monitoring schools supervision events integrators)
sj() { ./sj "$@" --address "http://127.0.0.1:$SHUANGJIAN_GATEWAY" --key "$key"; }

# The platform as processes on private servers.
as_processes() {
  # Below those that tests take, and those that the system gives to connections.
  local base=$((10000 + RANDOM % 1900))
  export SHUANGJIAN_DATA=$work/data SHUANGJIAN_PORTS=$base SHUANGJIAN_GATEWAY=$((base + 81)) SHUANGJIAN_WEB=$((base + 80))
  export PGHOST=127.0.0.1 PGPORT=$((base + 32)) PGUSER=postgres
  broker=amqp://guest:guest@127.0.0.1:$((base + 72))/ redis=127.0.0.1:$((base + 79)) key=$work/data/keys/identity.pem
}
start_processes() {
  scripts/cluster >"$work/cluster.log" 2>&1 &
  left+=($!)
  until_true 300 "the platform is ready" grep -qE 'ready|^cluster:' "$work/cluster.log"
  ! grep '^cluster:' "$work/cluster.log" || fail "see above"
}
id_of() { cat "$work/data/cluster/ids/$1"; }
gone() { ! kill -0 "$1" 2>/dev/null; }

# A department's queue: it binds by place and matter, with any AMQP client.
listen() {
cat >"$work/listen.py" <<'PY'
import json, sys, pika
connection = pika.BlockingConnection(pika.URLParameters(sys.argv[1]))
channel = connection.channel()
queue = channel.queue_declare("newcomer", durable=True).method.queue
channel.queue_bind(queue, "shuangjian.events", "11.01.01.school.#")
open(sys.argv[2] + "/listening", "w").close()
for method, _, body in channel.consume(queue, auto_ack=True, inactivity_timeout=120):
    if body is None: sys.exit("no event came")
    print(json.loads(body)["type"], json.loads(body)["subject"], flush=True)
PY
/usr/bin/python3 "$work/listen.py" "$broker" "$work" >"$work/events" 2>"$work/listen.log" &
left+=($!)
until_true 30 "the department listens" test -e "$work/listening"
}
heard() { [ "$(sort -u "$work/events" | wc -l)" -ge "$1" ]; }

school() { # number
  /usr/bin/python3 - "$1" <<'PY'
import sys
signs, weights = "0123456789ABCDEFGHJKLMNPQRTUWXY", (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
organisation = f"NC0000{int(sys.argv[1]):02}"
digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
check = 11 - sum(digits.index(c) * w for c, w in zip(organisation, (3, 7, 9, 10, 5, 8, 4, 2))) % 11
code = "52110101" + organisation + ("X" if check == 10 else "0" if check == 11 else str(check))
print(code + signs[(31 - sum(signs.index(c) * w for c, w in zip(code, weights)) % 31) % 31])
PY
}
register() { # number
  local code
  code=$(school "$1")
  printf 'school_code,division,name,stages,subjects,boarding,closed_on\n%s,110101,第%s试验小学,PRIMARY,语文,false,\n' "$code" "$1" >"$work/schools.csv"
  sj import schools "$work/schools.csv" --division 110101 --json >"$work/import.json" 2>"$work/import.err" || return 1
}
