"""Why an operator's order is refused."""

from chassis.decision import Refused


class AlreadyEnded(Refused):
    """It was ended before, for another reason."""

    detail = "该待遇已终止（{reason}），不能再以其他原因终止。"


class NothingGranted(Refused):
    """The application was granted nothing that could be registered."""

    detail = "该申请没有已认定的待遇，不能登记。"


class RegisteredOtherwise(Refused):
    """The entitlement has another serial number already."""

    detail = "该待遇已登记为其他备案号。"


class NumberTaken(Refused):
    """The serial number is another entitlement's."""

    detail = "该备案号已属于另一项待遇。"
