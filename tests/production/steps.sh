# Inside the machine, as root: docs/production.md from its first step to a restore.
. /root/production/asking.sh
guide=/srv/sanad/app/docs/production

echo "== 1 to 3: account, settings, keys"
id sanad >/dev/null 2>&1 || useradd --system --home /srv/sanad --shell /usr/sbin/nologin sanad
systemctl stop sanad sanad-worker 2>/dev/null || true
rm -rf /srv/sanad /etc/sanad /mnt/backup /mnt/keys
install -d -o sanad -g sanad -m 700 /srv/sanad /srv/sanad/home
install -d -o sanad -g sanad -m 700 /mnt/backup/records /mnt/keys/backup
git clone -q /root/sanad.git /srv/sanad/app
cd /srv/sanad/app
python3 -m venv .venv
.venv/bin/pip install -q --require-virtualenv -r requirements.txt -r requirements-postgres.txt
install -m 755 docs/production/sanadctl /usr/local/sbin/sanadctl
.venv/bin/flask --app wsgi backup identity /root/identity > /root/recipient
install -d -m 700 /etc/sanad
install -m 600 docs/production/sanad.env /etc/sanad/sanad.env
sed -i -e "s#^SANAD_SECRET_KEY=.*#SANAD_SECRET_KEY=$(openssl rand -base64 48)#" \
  -e "s#^SANAD_BACKUP_RECIPIENTS=.*#SANAD_BACKUP_RECIPIENTS=$(grep -o 'age1[a-z0-9]*' /root/recipient)#" \
  -e 's#^.SANAD_DATABASE_URL=.*#SANAD_DATABASE_URL=postgresql+psycopg://sanad:of-rows@127.0.0.1/sanad#' \
  -e 's#^SANAD_STATISTICS_DATABASE_URL=.*#SANAD_STATISTICS_DATABASE_URL=postgresql+psycopg://sanad_dashboards:of-numbers@127.0.0.1/sanad#' \
  /etc/sanad/sanad.env
sed 's#sanad:of-rows#sanad_owner:of-tables#' /etc/sanad/sanad.env > /etc/sanad/owner.env
chmod 600 /etc/sanad/owner.env
printf 'quatre mots gardes ailleurs' | systemd-creds encrypt --name=passphrase - /etc/sanad/passphrase.cred
sanadctl keys create

echo "== 4: database"
cd /tmp
as_postgres dropdb --if-exists sanad
as_postgres psql -qc 'DROP ROLE IF EXISTS sanad_owner, sanad, sanad_freeze, sanad_dashboards'
as_postgres createdb sanad
as_postgres psql -q -v ON_ERROR_STOP=1 -d sanad < $guide/roles.sql
as_postgres psql -qc "ALTER ROLE sanad_owner PASSWORD 'of-tables'" -c "ALTER ROLE sanad PASSWORD 'of-rows'"
shut() {
  as_postgres psql -q -v ON_ERROR_STOP=1 -d sanad < $guide/append-only.sql
  sanadctl statistics roles --print --to sanad --to sanad_owner | as_postgres psql -q -v ON_ERROR_STOP=1 -d sanad
  as_postgres psql -qc "ALTER ROLE sanad_dashboards PASSWORD 'of-numbers'"
}
SETTINGS=/etc/sanad/owner.env sanadctl database upgrade
shut

echo "== 5 and 6: services, proxy"
install -d -m 700 /etc/ssl/sanad
openssl req -x509 -newkey rsa:2048 -nodes -keyout /etc/ssl/sanad/key.pem -out /etc/ssl/sanad/fullchain.pem \
  -days 3 -subj /CN=sanad.example.ma -addext subjectAltName=DNS:sanad.example.ma 2>/dev/null
rm -f /etc/nginx/sites-enabled/default
cp $guide/nginx.conf /etc/nginx/conf.d/sanad.conf
systemctl restart nginx
cp $guide/*.service $guide/*.timer /etc/systemd/system
systemctl daemon-reload
systemctl enable --now sanad sanad-worker sanad-health.timer
answers 90
page setup/begin
for unit in sanad sanad-worker; do systemd-analyze security --no-pager $unit | tail -n 1; done

echo "== what the sandbox of the unit lets it do"
cp /root/production/confined.py /srv/sanad/home/
unit=$(sed -n '/^UMask/,/^MemorySwapMax/{/^#/d;s/^/--property=/p}' /etc/systemd/system/sanad.service)
IFS='
'
# shellcheck disable=SC2086
systemd-run -q --wait --pipe --uid=sanad --gid=sanad --working-directory=/srv/sanad/app $unit \
  /srv/sanad/app/.venv/bin/python /srv/sanad/home/confined.py
unset IFS
rm /srv/sanad/home/confined.py

echo "== kill -9: one process of the server, the worker, the server"
main=$(systemctl show -p MainPID --value sanad)
kill -9 "$(pgrep -P "$main" | head -n 1)" "$(systemctl show -p MainPID --value sanad-worker)"
sleep 15
[ "$(pgrep -cP "$main")" = 2 ]
[ "$(systemctl show -p NRestarts --value sanad-worker)" = 1 ]
kill -9 "$main"
sleep 2
answers 90
[ "$(systemctl show -p NRestarts --value sanad)" = 1 ]
systemctl is-active sanad sanad-worker

echo "== 7: backups, a rehearsal, the database lost and restored"
sanadctl backup create
records=$(ls /mnt/backup/records/*.age | tail -n 1)
keys=$(ls /mnt/keys/backup/*-keys.age | tail -n 1)
install -o sanad -m 400 /root/identity /run/identity
sanadctl backup rehearse "$records" "$keys" --identity /run/identity
systemctl start sanad-health.service
systemctl stop sanad sanad-worker
as_postgres dropdb sanad
as_postgres createdb sanad
grep -v '^CREATE ROLE' $guide/roles.sql | as_postgres psql -q -v ON_ERROR_STOP=1 -d sanad
SETTINGS=/etc/sanad/owner.env sanadctl backup restore "$records" "$keys" --identity /run/identity
shut
systemctl start sanad sanad-worker
answers 90
sanadctl audit verify
sanadctl doctor --language fr || true
