# Prints dyad JSON Lines of one actor that 299 others have to do with, who have to do with each other: 900 relationships, a claim each. All of
# it is made up by arithmetic.
function claim(from, to) {
  printf "{\"kind\":\"claim\",\"source\":\"hub\",\"from\":\"actor-%d\",\"type\":\"%s\",\"to\":\"actor-%d\",\"evidence\":[{\"parts\":[{\"start\":%d,\"end\":%d}]}],\"gist\":\"Number %d.\"}\n", from, n % 3 ? "attacks" : "supports", to, n, n + 1, n
  n++
}
BEGIN {
  print "{\"kind\":\"source\",\"key\":\"hub\",\"sourceKind\":\"dataset\",\"genre\":\"data\"}"
  for (i = 0; i < 300; i++) printf "{\"kind\":\"entity\",\"key\":\"actor-%d\",\"type\":\"MilitantGroup\",\"name\":\"Actor %d\"}\n", i, i
  for (i = 1; i < 300; i++) claim(i, 0)
  for (i = 0; i < 601; i++) claim(1 + i % 299, 1 + (i % 299 + 2 + i % 7 * 11 + int(i / 299) * 40) % 299)
}
