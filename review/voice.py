"""How a document speaks: what it calls the parties and itself, its spelling, its verbs."""

import re
from collections import Counter
from typing import Literal

from contracts.document import Document
from contracts.extraction import Extraction
from contracts.metadata import Party
from contracts.value import Value
from playbooks.playbook import Side
from review.spelling import Spelling, spelling_of

_CUSTOMER = (
    "customer", "client", "subscriber", "licensee", "buyer", "purchaser", "end user", "user", "lessee",
    "tenant", "reseller", "distributor", "controller", "data controller",
)  # fmt: skip
# Where goods are sold on, the customers are somebody else.
_RESALE = ("reseller", "distribution")
_RESELLING = ("reseller", "distributor", "channel partner", "dealer", "partner")
_VENDOR = (
    "vendor", "provider", "service provider", "supplier", "licensor", "seller", "contractor", "consultant",
    "developer", "lessor", "landlord", "manufacturer", "processor", "data processor",
)  # fmt: skip
_EITHER = "company"  # sells in one contract and buys in the next
_ITSELF = re.compile(
    r"\b(?:this|these|This|These) (?P<name>(?:[A-Z][\w-]*\s)*"
    r"(?:Agreement|Contract|Terms|MSA|NDA|Addendum|Deed|Order|Lease|Undertaking)(?: of (?:Service|Use))?)\b"
)
_LEAST_TIMES = 2
_WRITTEN_SMALL = ("Confidential Information", "Customer Data", "Services", "Representatives")
# What one idea is called: the library's words first, then those of other papers, most usual first.
_CALLED: tuple[tuple[str, ...], ...] = (
    ("receiving party", "Receiving Party", "Recipient", "Receiver"),
    ("disclosing party", "Disclosing Party", "Discloser", "Discloser Party"),
    ("Confidential Information", "Proprietary Information", "Confidential Materials", "Evaluation Material"),
    ("Customer Data", "Client Data", "Subscriber Data", "Customer Content", "Licensee Data", "User Data"),
    ("Representatives", "Permitted Recipients"),
    ("personal data", "Personal Data", "Customer Personal Data", "Personal Information"),
    ("confidential information", "Confidential Information", "Proprietary Information"),
    ("Services", "Subscription Services", "Cloud Services", "Hosted Services", "SaaS Services"),
    ("the services", "the Services"),
    ("order form", "Order Form", "Purchase Order", "Statement of Work"),
)  # fmt: skip
# "thirty (30) days", "30 days", "thirty days"
_LENGTHS = {
    "both": re.compile(r"\b[a-z-]+ \(\d+\) (?:business |calendar )?(?:hour|day|week|month|year)s?\b"),
    "digits": re.compile(r"(?<![(\d])\b\d+ (?:business |calendar )?(?:hour|day|week|month|year)s?\b"),
    "words": re.compile(
        r"\b(?:t(?:wo|hree|en|welve|wenty|hirty)|f(?:our|ive|ifteen|orty)|s(?:ix|even|ixty)|eight|ninety)"
        r" (?:business |calendar )?(?:hour|day|week|month|year)s?\b"
    ),
}
_MOSTLY = 3  # times as often as the others


class Voice(Value):
    """`us`, `them` are the parties' names in running text, with the article where the document uses one,
    "" where not known; `agreement` is what the document calls itself. `modal` is the verb of duties it
    prefers, `numbers` how it writes lengths of time ("both" is "thirty (30) days"), "" for no preference;
    `straight_quotes` whether its quotation marks and apostrophes are straight, None where it has none.
    `called` are (words of the library, words of the document)."""

    us: str = ""
    them: str = ""
    agreement: str = "this Agreement"
    spelling: Spelling = ""
    modal: str = ""
    numbers: Literal["both", "digits", "words", ""] = ""
    straight_quotes: bool | None = None
    capital_party: bool = False
    called: tuple[tuple[str, str], ...] = ()


def voice_of(extraction: Extraction, *, side: Side) -> Voice:
    """How the document speaks, with the parties seen from `side`."""
    text = extraction.document.text
    us, them = _parties(extraction, side)
    names = Counter(match["name"] for match in _ITSELF.finditer(text))
    name = max(names, key=lambda each: (names[each], -len(each))) if names else "Agreement"
    parties = len(re.findall(r"(?<![.“\"]\s)(?<!hird )(?<!hird-)\bPart(?:y|ies)\b", text))
    return Voice(
        us=_named(us, text), them=_named(them, text),
        agreement=f"{'these' if name.endswith('Terms') or ' Terms ' in f' {name} ' else 'this'} {name}",
        spelling=spelling_of(text), modal=_modal(text), numbers=_numbers(text), straight_quotes=_quotes(text),
        capital_party=parties > len(re.findall(r"(?<!hird )(?<!hird-)\bpart(?:y|ies)\b", text)),
        called=_called(extraction.document),
    )  # fmt: skip


def _modal(text: str) -> str:
    shall, will, must = (len(re.findall(rf"\b{verb}\b", text)) for verb in ("shall", "will", "must"))
    if must > _MOSTLY * (shall + will):
        return "must"
    return "will" if will > _MOSTLY * shall else "shall" if shall > _MOSTLY * will else ""


def _numbers(text: str) -> Literal["both", "digits", "words", ""]:
    times = {style: len(pattern.findall(text)) for style, pattern in _LENGTHS.items()}
    for style in ("both", "digits", "words"):
        if times[style] >= _LEAST_TIMES and 2 * times[style] > sum(times.values()):
            return style
    return ""


def _quotes(text: str) -> bool | None:
    straight, curly = len(re.findall("[\"']", text)), len(re.findall("[“”‘’]", text))
    return straight > curly if straight or curly else None


def _parties(extraction: Extraction, side: Side) -> tuple[str, str]:
    """What the document calls us and them; "" where that cannot be told."""
    customer, vendor = _pair(extraction)
    if side == "customer":
        return customer, vendor
    return (vendor, customer) if side == "vendor" else ("", "")


def _pair(extraction: Extraction) -> tuple[str, str]:
    """The customer's and the vendor's names, by their roles, else by the words written with a capital; ""
    where neither tells. The party beside a known one is the other side, whatever it calls itself: the one
    beside a consultant is often "the Company"."""
    parties = [fact.value for fact in extraction.metadata.parties]
    kind, text = extraction.metadata.contract_type, extraction.document.text
    buyers = _RESELLING if kind and kind.value in _RESALE else _CUSTOMER
    customer = _with_role(parties, buyers)
    vendor = _with_role(parties, _VENDOR, but=customer)
    if not (customer or vendor) and len(parties) == 2:
        vendor = _with_role(parties, (_EITHER,))
    customer, vendor = _beside(parties, customer, vendor)
    if len(parties) > 1 and all(party.defined_term for party in parties):
        # Each has a name of its own: a "Partner" or "Contractor" in the text is somebody else.
        return customer, vendor
    customer = customer or _frequent(text, buyers, but=vendor)
    vendor = vendor or _frequent(text, _VENDOR, but=customer)
    customer, vendor = _beside(parties, customer, vendor)
    if bool(customer) != bool(vendor):
        other = _frequent(text, (_EITHER,), but=customer or vendor)
        return customer or other, vendor or other
    return customer, vendor


def _beside(parties: list[Party], customer: str, vendor: str) -> tuple[str, str]:
    """Both names, where one is known and there is one other party."""
    if bool(customer) == bool(vendor):
        return customer, vendor
    others = {_term(party) for party in parties} - {"", customer, vendor}
    if len(others) > 1:
        # A name without a term of its own is often the known party once more, as it signs.
        others = {party.defined_term for party in parties} - {"", customer, vendor}
    other = others.pop() if len(others) == 1 else ""
    return customer or other, vendor or other


def _with_role(parties: list[Party], roles: tuple[str, ...], *, but: str = "") -> str:
    return next((_term(party) for party in parties if _plays(party, roles) and _term(party) != but), "")


def _plays(party: Party, roles: tuple[str, ...]) -> bool:
    return party.role.lower() in roles or party.defined_term.lower() in roles


def _term(party: Party) -> str:
    return party.defined_term or party.name


def _frequent(text: str, roles: tuple[str, ...], *, but: str = "") -> str:
    """The role that the text writes most often with a capital, as a defined term is."""
    counts = {role.title(): text.count(role.title()) for role in roles if role.title() != but}
    best = max(counts, key=lambda role: counts[role])
    return best if counts[best] >= 3 else ""


def _named(term: str, text: str) -> str:
    """The term with "the" before it, where the text mostly puts it so."""
    if not term:
        return ""
    plain = re.escape(term)
    with_article = len(re.findall(rf"\b[Tt]he {plain}\b", text))
    total = len(re.findall(rf"\b{plain}\b", text))
    return f"the {term}" if with_article * 2 > total else term


def _called(document: Document) -> tuple[tuple[str, str], ...]:
    defined = {definition.term for definition in document.definitions}
    found: list[tuple[str, str]] = []
    for ours, *theirs in _CALLED:
        if ours in defined:
            continue
        for name in theirs:
            used = document.text.count(name)
            if name in defined or (used >= _LEAST_TIMES and name.lower() == ours.lower()):
                found.append((ours, name))
                break
        else:
            # "Confidential Information" in a contract that speaks of confidential information.
            small = ours.lower()
            unknown = ours in _WRITTEN_SMALL and ours not in document.text
            if unknown and document.text.count(small) >= _LEAST_TIMES:
                found.append((ours, small))
    return tuple(found)
