"""Why documents says no to a request."""

from chassis.decision import Refused


class TooManyFiles(Refused):
    """More files than the city's rules allow for one application."""

    detail = "材料文件过多，一件申请最多 {max_files} 个。"


class TooManyTickets(Refused):
    """More tries than anybody needs: files that were refused count as well."""

    detail = "这件申请上传文件的次数过多，请联系经办机构或到窗口办理。"
    status = 429


class FileTooLarge(Refused):
    """A file is larger than the city's rules allow."""

    detail = "文件过大，每个文件不能超过 {max_bytes} 字节，请压缩或重新拍摄。"
    status = 422


class TypeNotAllowed(Refused):
    """A file of a kind that can't be reviewed."""

    detail = "不支持这种文件，请上传以下格式：{media_types}。"
    status = 422


class MaterialNotAsked(Refused):
    """This application asks for no such material."""

    detail = "这件申请不需要这种材料：{material}。"
    status = 422


class DossierClosed(Refused):
    """The draft is over, and its papers are gone or about to go."""

    detail = "申请草稿已结束，材料已删除，请重新申请。"


class TicketUsed(Refused):
    """The file that this ticket was for has arrived."""

    detail = "文件已上传，无需再次上传。"
