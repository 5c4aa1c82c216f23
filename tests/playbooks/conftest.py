"""What the tests of playbooks share stands beside them in modules that hold no tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
