package extract_test
import ("testing";"fmt";"strings";"time";"dyad/extract";"runtime")
func fill(head, tail string, line func(i int) string) []byte { var b strings.Builder; b.WriteString(head); for i:=0; b.Len()<extract.MaxFile-500; i++ { b.WriteString(line(i)) }; b.WriteString(tail); return []byte(b.String()) }
func TestPerf(t *testing.T) {
	base:=baseOf(t)
	try:=func(name string, data []byte, texts *extract.Texts) { s:=time.Now(); bs,ps:=extract.Read([]extract.File{{Name:"f",Data:data}}, base, texts); d:=time.Since(s)
		var m runtime.MemStats; runtime.ReadMemStats(&m)
		msg:=""; n:=0; for _,p:=range ps {n+=len(p.Message)}; if len(ps)>0 {msg=ps[0].String()}; _ = bs
		fmt.Printf("%-30s %8v problems=%d bytes=%d sys=%dMB %.100s\n", name, d.Round(time.Millisecond), len(ps), n, m.Sys>>20, msg) }
	try("unknown names", fill(head+"claims:\n","",func(i int) string{return fmt.Sprintf("  - {claim: red-harbour%d attacks blue-valley%d, at: 1-5, gist: g}\n",i,i)}), nil)
	try("good claims", fill(head+"claims:\n","",func(i int) string{return fmt.Sprintf("  - {claim: red-harbour attacks blue-valley, when: %d, at: 1-5, gist: g}\n",1000+i%9000)}), nil)
	try("unknown labels", fill(head+"claims:\n","",func(i int) string{return fmt.Sprintf("  - {label: l%d, claim: red-harbour attacks blue-valley, disputes: m%d, at: 1-5, gist: g}\n",i,i)}), nil)
	try("content chain", fill(head+"claims:\n","",func(i int) string{return fmt.Sprintf("  - {label: l%d, claim: red-harbour attacks blue-valley, roles: {content: l%d}, at: 1-5, gist: g}\n",i,i+1)}), nil)
	try("same names", fill(registry,"",func(i int) string{return fmt.Sprintf("  - {key: e%d, type: State, name: A}\n",i)}), nil)
	try("parent chain", fill(registry,"",func(i int) string{return fmt.Sprintf("  - {key: e%d, type: State, name: A%d, parent: e%d}\n",i,i,i+1)}), nil)
	try("merge chain", fill(registry,"",func(i int) string{return fmt.Sprintf("  - {key: e%d, type: State, name: A%d, merged_into: e%d}\n",i,i,i+1)}), nil)
	try("unknown keys", fill("dyad: 1\nkind: registry\n","",func(i int) string{return fmt.Sprintf("k%d: 1\n",i)}), nil)
	try("spans one line", fill(head+"mentions: {red-harbour: {RH: [","1-3]}}\n",func(i int) string{return fmt.Sprintf("%d-%d, ",i*3%90,i*3%90+2)}), nil)
	try("parts one line", fill(head+"claims:\n  - {claim: red-harbour attacks blue-valley, gist: g, at: 0-1","}\n",func(i int) string{return fmt.Sprintf("+%d-%d",i,i+1)}), nil)
	try("digests", fill(head+"digests:\n","",func(i int) string{return fmt.Sprintf("  %d-%d: "+zeros+"\n",i,i+1)}), nil)
	try("terms", fill(vocabulary+"offices:\n","",func(i int) string{return fmt.Sprintf("  - {term: t%d, label: l, definition: d, confused_with: [t%d]}\n",i,i+1)}), nil)
	try("unknown terms", fill(vocabulary+"offices:\n","",func(i int) string{return fmt.Sprintf("  - {term: t%d, label: l, definition: d, confused_with: [u%d]}\n",i,i+1)}), nil)
	try("bad types", fill(registry,"",func(i int) string{return fmt.Sprintf("  - {key: e%d, type: Stat%d, name: A%d}\n",i,i,i)}), nil)
	try("unknown relation", fill(head+"claims:\n","",func(i int) string{return "  - {claim: "+strings.Repeat("aa ",300)+", at: 1-5, gist: g}\n"}), nil)
	try("long pivots", fill(head+"claims:\n","",func(i int) string{return "  - {claim: "+strings.Repeat("fights ",140)+", at: 1-5, gist: g}\n"}), nil)
	try("nl", fill(head+"claims:\n","",func(i int) string{return "  - \n"}), nil)
	big := strings.Repeat("Red Harbour met the other one. ", 60000)
	tx:=textsWith(t,"doves.txt", big)
	try("lost spans, long text", fill(doveFile(zeros,1860000,"claims:\n  - claim: red-harbour attacks blue-valley\n    gist: g\n    at:\n"),"digests:\n"+strings.Join(func()[]string{var l []string; for i:=0;i<2000;i++ {l=append(l,fmt.Sprintf("  %d-%d: %s",i,i+10+i%500,zeros))}; return l}(),"\n")+"\n",func(i int) string{return fmt.Sprintf("      - %d-%d\n",i,i+10+i%500)})[:], tx)
	s:=time.Now(); d,n:=extract.Seal(extract.File{Name:"f",Data:[]byte(doveFile(zeros,9,"mentions: {a: {Red Harbour: find, other: find}}\n"))},tx); fmt.Println("seal find 60000", time.Since(s), len(d), len(n))
	s=time.Now(); d,n=extract.Seal(extract.File{Name:"f",Data:d},tx); fmt.Println("seal again", time.Since(s), len(d), len(n))
}
