"""`python -m deploy.local` with stand-ins for the services; everything else is as it is."""

import sys
from pathlib import Path

from deploy.local.__main__ import main
from deploy.local.plan import Options
from deploy.local.services import SERVICES, Service

STAND_IN = str(Path(__file__).with_name("stand_in.py"))

if __name__ == "__main__":
    services = tuple(
        Service(service.name, service.default_port, (sys.executable, STAND_IN, service.name), service.secrets)
        for service in SERVICES
    )
    sys.exit(main(sys.argv[1:], Options(services=services, provision=False, demo=False)))
