"""Office files without the time of their making, which the libraries that write them put in."""

import io
import re
import zipfile
from datetime import date

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def without_clock(data: bytes, stamp: date) -> bytes:
    """The same workbook or Word file (a zip package), said to be made on `stamp`: same content and stamp,
    same bytes."""
    when = f"{stamp.isoformat()}T00:00:00Z"
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + when.encode(), part)
            target.writestr(zipfile.ZipInfo(name, _ZIP_DATE), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
