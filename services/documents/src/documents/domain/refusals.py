"""Why documents says no to a request."""

from chassis.decision import Refused


class TooManyFiles(Refused):
    """More files than the city's rules allow for one application."""

    detail = "材料文件过多，一件申请最多 {max_files} 个。"


class TooManyTickets(Refused):
    """So many files were refused or given up that somebody should help."""

    detail = "上传次数过多，一件申请最多上传 {most} 次，请联系参保地医保经办机构协助办理。"


class TicketsUsed(Refused):
    """The tickets given under this key are used up: a paper of theirs was refused or has lapsed."""

    detail = "这次请求的上传凭证已失效，请用新的请求编号重新获取。"


class UploadLapsed(Refused):
    """The paper was destroyed: nobody handed it in in time."""

    detail = "这份文件上传后长期未提交，已删除，请重新上传。"


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


class DossierErased(Refused):
    """The draft expired, and its papers are gone."""

    detail = "申请草稿已过期，材料已删除，请重新申请。"
