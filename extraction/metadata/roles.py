"""The parts that parties play, by the short names that contracts give them."""

_ROLES = """
supplier customer vendor client licensor licensee provider company contractor consultant
distributor manufacturer seller buyer purchaser reseller agent principal lender borrower landlord
tenant lessor lessee employer employee executive franchisor franchisee sponsor publisher developer
owner operator promoter processor controller disclosing_party receiving_party recipient discloser
affiliate marketing_affiliate guarantor assignor assignee transferor transferee issuer underwriter
trustee servicer subcontractor investor bank advisor adviser member partner merchant carrier
shipper administrator manager producer sales_agent endorser athlete
"""
ROLES = frozenset({"service provider", *(word.replace("_", " ") for word in _ROLES.split())})


def role_of(term: str) -> str:
    """The role that a defined term names, in lower case ("the Service Provider" gives "service
    provider"), or "" where the term is a mere short name ("Acme")."""
    plain = " ".join(term.lower().split()).removeprefix("the ")
    return plain if plain in ROLES else ""
