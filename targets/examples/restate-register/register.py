"""Tells Restate where its handlers are: argv has the addresses of its administration, and of them, as it reaches them."""

import json
import sys
import time
import urllib.request

admin, handlers = sys.argv[1:]
body = json.dumps({"uri": f"http://{handlers}", "use_http_11": True, "force": False}).encode()
request = urllib.request.Request(f"http://{admin}/deployments", body, {"content-type": "application/json"})
while True:
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            print("registered", handlers, answer.status, flush=True)
            break
    except OSError:  # it is not up yet, or can't reach them now
        time.sleep(0.1)
