"""Why documents says no to a request."""

from chassis.decision import Refused


class TooManyFiles(Refused):
    """More files than the city's rules allow for one application."""

    detail = "材料文件过多，一件申请最多 {max_files} 个。"


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
