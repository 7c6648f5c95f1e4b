# After a start of the machine: everything came up by itself, and answers through the proxy.
. /root/production/asking.sh
answers 90
systemctl is-active sanad sanad-worker postgresql nginx sanad-health.timer
page login
