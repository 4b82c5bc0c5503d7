"""What machines write into subjects and at the beginning of their letters, in both languages.

Gathered from the formats of Postfix, Exim, Exchange, qmail, sendmail, Courier, Coremail,
NetEase, QQ, Alibaba, Gmail, Domino and from the holiday answers of their users.
"""

import re

SENDERS = re.compile(
    r"(?:mail(?:er)?-?_?daemon|mailerdaemon|m?daemon|mailer|post[._-]?master|bounces?|no-?_?reply|"
    r"do-?_?not-?_?reply|not?ification-noreply|auto-?_?reply|autoresponder|auto-?response|"
    r"listserv|majordomo|uucp|mmdf|microsoftexchange[0-9a-f]{10,})(?:[+=.-].*)?"
    r"|.*[._+-](?:no-?reply|bounces?|do-?not-?reply)",
    re.IGNORECASE,
)
"""Local parts that no person answers mail under."""

NAMES = re.compile(
    r"mail delivery|mailer[- ]daemon|mail system|postmaster|delivery (?:subsystem|system)|"
    r"system administrator|microsoft (?:outlook|exchange)|internet mail delivery|"
    r"邮件系统|系统管理员|邮局管理员|邮件管理员|系统邮件|退信|邮递员|邮件投递",
    re.IGNORECASE,
)
"""Names under which mail systems write; persons may have the address beside it."""

WEAK_SENDERS = re.compile(
    r"(?:admin|administrator|system|sys|mail|root|service|support|security|antispam|spam|"
    r"mailadmin|webmaster|hostmaster|notify|notice|info)(?:[+=.-].*)?",
    re.IGNORECASE,
)

_OPEN = r"\s*(?:[\[(（【]\s*)?"
_ASKING = r"(?!.*(?:请问|怎么|如何|能否|可否|是否|[?？]))"
OF_AN_ANSWER = re.compile(
    r"(?:\bre|回复|回覆|答复|答覆|转发)\s*[:：]|\bN-\d{4}-\d{4}", re.IGNORECASE
)
"""Subjects of mails that answer another one, or one of our notices."""

FORWARDS = re.compile(r"\s*(?:fwd?|转发|轉寄|轉發)\s*[:：]", re.IGNORECASE)

_QUOTES_A_SUBJECT = (
    r"\s*(?:[\[(（【]\s*)?(?:(?:系统|假期|休假|外出|离线)?自动(?:回复|答复|应答)|自動(?:回覆|回復|答覆)|"
    r"auto(?:matic)?[ -]?reply)\s*[\])）】]?\s*[:：]\s*(?:re|回复|回覆|答复|转发|fwd?)\s*[:：]|"
)
"""What is asked there was asked in the mail that is answered."""

ANSWERS_AT_THE_END = re.compile(
    r"[\[(（【]\s*(?:(?:系统|假期)?自动(?:回复|答复|应答)|自動(?:回覆|回復)|auto(?:matic)?[ -]?(?:reply|response)|"
    r"out of (?:the )?office)\s*[\])）】]\s*$",
    re.IGNORECASE,
)

WEAK_ANSWERS = re.compile(
    r"\s*(?:休假(?:通知|中)|不在办公室|离开办公室)(?:\s*$|\s*[:：,，。!！]|\s+re\s*[:：])",
    re.IGNORECASE,
)
"""Subjects that an absent person's machine writes, and a person of somebody else's absence."""

WEAK_OPENINGS = re.compile(
    r"我(?:现在|目前|正在)?(?:休假|出差|外出)[^。]{0,20}(?:无法|不能)及时(?:回复|查看|处理)[^。]{0,10}邮件"
)

ANSWERS = re.compile(
    _QUOTES_A_SUBJECT
    + _ASKING
    + _OPEN
    + r"(?:(?:系统|假期|休假|外出|离线)?自动(?:回复|答复|应答|回信)\s*(?:$|[:：】\])）—–~!！-]|\s)|"
    r"自動(?:回覆|回復|答覆)\s*(?:$|[:：】\])）—–~!！-]|\s)|外出时的自动|"
    r"(?:auto: .{0,80} is )?out of (?:the )?office\b|auto(?:matic|mated)?[ -]?(?:reply|response|answer)\b|"
    r"vacation (?:reply|response|message)|away from (?:the )?office|on (?:leave|vacation)\s*(?:$|[:：-])|"
    r"(?:已读|阅读|送达|收件)回执\s*(?:$|[:：】\])）])|(?:not )?read:|已读[:：]|未读[:：]|"
    r"已(?:送达|中继|接受|谢绝|暂定)[:：]|(?:delivered|relayed|accepted|declined|tentative):|"
    r"read[- ]receipt|return receipt)",
    re.IGNORECASE,
)
"""Subjects of answers that nobody wrote."""

BOUNCES = re.compile(
    _OPEN + r"(?:undeliver(?:able|ed)\b|mail delivery (?:failed|failure|system|problem)|"
    r"delivery (?:status notification|failure|delayed|notification)|delayed mail|"
    r"returned (?:mail|to sender)\b|returned mail:|failure notice\s*$|mail system error|"
    r"message (?:undeliverable|delivery (?:failed|failure|delayed))|undelivered mail returned|"
    r"warning: (?:could not send message|message .{0,40} delayed)|non[- ]?delivery|"
    r"mail could not be delivered|rejected(?: mail)?:|nondeliverable mail|permanent failure|"
    r"could not deliver|(?:systems? )?bounce\s*$|delivery status\s*$|loop alert:|complaint about message from\b)",
    re.IGNORECASE,
)
"""Subjects of bounces that no Chinese-writing person would choose."""

WEAK_BOUNCES = re.compile(
    _OPEN
    + r"(?:(?:系统|邮件|自动)?退信|退信|退件|邮件(?:投递|发送|递送|传递)?(?:失败|被退回|无法送达|无法投递|"
    r"退回|未送达|延迟|被拒收?)|(?:邮件)?(?:无法|未能|不能)(?:投递|送达|发送|递送)|未送达|未传递|"
    r"投递(?:失败|状态|延迟)|发送失败|传递(?:失败|延迟|状态)|被退回的邮件|您的邮件(?:被退回|无法|未能)|系统通知)"
)
"""Subjects that a mail system writes, and a person who complains of one as well."""

OPENINGS = re.compile(
    r"(?:hi\. this is the (?:qmail|deliver)|this is the (?:mail system|postfix|mail delivery)|"
    r"this message was created automatically by mail|i'?m (?:sorry|afraid)[^.]{0,30}(?:wasn't able|"
    r"have to inform)|(?:sorry,? )?we (?:were|are) (?:unable|sorry)[^.]{0,40}deliver|"
    r"your (?:message|mail|e-?mail) (?:did not reach|could ?n[o']t be delivered|has not been|was not delivered|"
    r"wasn't delivered|cannot be delivered)|delivery (?:has failed|to the following|is delayed)|"
    r"the (?:following|original) (?:message|mail|addresses|recipient)[^.]{0,60}(?:was received|failed|"
    r"could not|undeliverable|had permanent|had delivery|cannot)|-+ the following addresses|"
    r"error: invalid user address|"
    r"unable to deliver|message from [\w.-]+\.?\s+unable|address not found|message (?:not|blocked)|"
    r"the mail system|an error occurred while (?:trying to deliver|sending)|"
    r"(?:this is an? )?automat(?:ic|ed|ically generated)[- ](?:reply|response|message|notification)|"
    r"this is an automatic|i (?:am|will be|'m) (?:currently )?(?:out of|away from) (?:the |my )?office|"
    r"\*+ ?this is an automatically|auto ?reply|"
    r"(?:很|非常)?(?:抱歉|遗憾|对不起)[，,！!。 ]{0,3}(?:我们)?(?:您|你)(?:发送|发出|寄)?(?:的|给[^，。]{1,60}的)?(?:邮件|信件|来信)"
    r"[^。]{0,60}(?:退回|未能(?:成功)?(?:投递|送达|发送|传递)|无法(?:投递|送达|传递|发送)|(?:投递|发送|传递)失败|拒收|拒绝)|"
    r"(?:您|你)(?:发送|发出|所发|发往|发给|于|在)[^。]{0,80}邮件[^。]{0,40}(?:退回|未能(?:成功)?(?:投递|送达|发送)|无法(?:投递|送达)|"
    r"(?:投递|发送|送达)失败|拒收)|"
    r"(?:您|你)的(?:邮件|信件)(?:已?被退回|未能(?:成功)?(?:投递|送达|发送)|无法(?:投递|送达)|没有成功|投递失败|发送失败)|"
    r"(?:邮件|消息)?(?:传递|递送|投递)到(?:以下|这些)收件人|(?:以下|下列)收件人[^。]{0,20}(?:失败|无法|未能|拒)|"
    r"这是(?:一封)?(?:来自.{1,30}的)?(?:系统)?(?:退信|(?:假期)?自动回复|自动生成)|"
    r"(?:本|此)邮件(?:是|为|由)?(?:系统)?(?:的)?自动(?:回复|发送|发出|生成)|【?自动回复】?)",
    re.IGNORECASE,
)
"""How letters begin that no person wrote; only the beginning counts, a person may quote one."""

DO_NOT_ANSWER = re.compile(
    r"(?:本|此|该|这封)(?:邮件|信)[^。\n]{0,12}(?:系统|自动)[^。\n]{0,12}(?:发送|发出|生成|回复|答复)[^\n]{0,16}"
    r"(?:请)?(?:勿|不要|无需)(?:直接)?(?:回复|答复)|"
    r"(?:此|这|本|以上)(?:内容|信息)?(?:为|是|由)(?:系统)?自动(?:回复|发送|生成|发出)[^。\n]{0,12}(?:勿|不要|无需)(?:直接)?(?:回复|答复)|"
    r"(?:\A|\n)\s*[（(【\[](?:系统)?自动(?:回复|答复|应答)[）)】\]][ \t]*(?=\Z|\n)|"
    r"(?:automatically generated|automated)[^\n]{0,60}(?:do not|don't) (?:directly )?(?:reply|respond)",
    re.IGNORECASE,
)
