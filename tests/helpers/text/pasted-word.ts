/** What Word puts on the clipboard of a page with a list, a table, a footnote and a picture from elsewhere. */
export const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body lang=EN-GB>
<!--StartFragment--><p class=MsoNormal style='mso-ansi-language:EN-GB'>Courts <b style='mso-bidi-font-weight:normal'>never</b> say why.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]</span></span></a><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>First item<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>2.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Second item<o:p></o:p></p>
<table class=MsoTableGrid border=1><tr><td width=100 style='width:100pt'><p class=MsoNormal>Court</p></td><td><p class=MsoNormal>Amount</p></td></tr></table>
<p class=MsoNormal><img width=10 height=10 src="https://elsewhere.example/x.png"></p><!--EndFragment-->
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1"><span>[1]</span></a> See the judgment.</p></div></div></body></html>`;
