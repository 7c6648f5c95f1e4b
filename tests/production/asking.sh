# Asked of the server, by itself and through the proxy.
answers() {
  for _try in $(seq "$(($1 * 2))"); do
    [ "$(curl -s -H 'Host: sanad.example.ma' http://127.0.0.1:8000/readyz)" = ready ] && return
    sleep 0.5
  done
  echo "it did not answer within $1 s"; exit 1
}
page() {
  status=$(curl -s --cacert /etc/ssl/sanad/fullchain.pem --resolve sanad.example.ma:443:127.0.0.1 \
    -o /dev/null -w '%{http_code}' "https://sanad.example.ma/$1")
  echo "/$1 through the proxy: $status"
  [ "$status" = 200 ]
}
as_postgres() { runuser -u postgres -- "$@"; }
