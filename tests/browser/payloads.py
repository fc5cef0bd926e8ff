"""Sixty texts that a careless page would run: each calls `canary`, asks for /canary, or both.

All but the last few fit into a name, which holds sixty characters.
"""

PAYLOADS = (
    # Markup in text.
    "<script>canary(1)</script>",
    "<ScRiPt>canary(2)</sCrIpT>",
    "<script src=/canary/3></script>",
    "<script type=module>import('/canary/4')</script>",
    "<img src=x onerror=canary(5)>",
    "<img/src=x/onerror=canary(6)>",
    "<svg onload=canary(7)>",
    "<svg><script>canary(8)</script></svg>",
    "<svg><animate onbegin=canary(9) attributeName=x dur=1s>",
    "<details open ontoggle=canary(10)>x",
    "<video src=x onerror=canary(11)></video>",
    "<audio src onerror=canary(12)>",
    "<input autofocus onfocus=canary(13)>",
    "<iframe srcdoc='<script>parent.canary(14)</script>'>",
    "<iframe src=javascript:parent.canary(15)>",
    "<object data=/canary/16></object>",
    "<embed src=/canary/17>",
    "<link rel=stylesheet href=/canary/18>",
    "<style>@import '/canary/19';</style>",
    "<meta http-equiv=refresh content='0;url=/canary/20'>",
    "<base href=/canary/21/>",
    "<form action=/canary/22><button autofocus>x</button></form>",
    "<math><mtext><img src=x onerror=canary(23)>",
    "<marquee onstart=canary(24)>x</marquee>",
    # Out of what stands around it.
    '"><img src=x onerror=canary(25)>',
    "'><img src=x onerror=canary(26)>",
    '" autofocus onfocus=canary(27) x="',
    "' autofocus onfocus=canary(28) x='",
    "x onmouseover=canary(29) style=position:fixed;inset:0",
    "</textarea><svg onload=canary(30)>",
    "</title><svg onload=canary(31)>",
    "</select></option><svg onload=canary(32)>",
    "--><svg onload=canary(33)>",
    "]]><svg onload=canary(34)>",
    "</noscript><svg onload=canary(35)>",
    "</template><svg onload=canary(36)>",
    # Out of JSON and scripts.
    "</script><script>canary(37)</script>",
    "</script><svg onload=canary(38)>",
    '\\"};canary(39);//',
    "<!--<script>canary(40)",
    "\u2028canary(41)//",
    "\u2029</script><svg onload=canary(42)>",
    # Addresses.
    "javascript:canary(43)",
    "JaVaScRiPt:canary(44)",
    " \tjava\nscript:canary(45)",
    "data:text/html,<script>parent.canary(46)</script>",
    "//canary.example/47",
    "/\\canary.example/48",
    # Templates and Markdown.
    "{{ ''.__class__.__mro__ }}{{49*49}}<svg onload=canary(49)>",
    "${canary(50)}#{canary(50)}<%= canary(50) %>{%raw%}",
    "[x](javascript:canary(51)) ![x](/canary/51)",
    "<javascript:canary(52)> `<svg onload=canary(52)>`",
    "&lt;svg onload=canary(53)&gt;&#60;svg onload=canary(53)&#62;",
    # Unicode and bytes.
    "\uff1csvg onload=canary(54)\uff1e\ufe64svg onload=canary(54)\ufe65",
    "\u202e<svg onload=canary(55)>\u202c\u2066\u200f",
    "<\u200bsvg onload=canary(56)>\ufeff<svg\u00a0onload=canary(56)>",
    "%3Csvg%20onload=canary(57)%3E\\u003csvg onload=canary(57)\\x3e",
    "+ADw-script+AD4-canary(58)+ADw-/script+AD4-",
    "<svg/\x01onload=canary(59)\x7f>\x1b<svg\x0conload=canary(59)>",
    "A" * 900 + "<svg onload=canary(60)>",
)
# No field takes a NUL; that it is refused must not write it.
NUL = "\0<svg\0 onload=canary(61)>"
NAME = 60
NAMES = tuple(text if len(text) <= NAME else text[-NAME:] for text in PAYLOADS)
ALL = "\n".join(PAYLOADS)
