# Prints dyad JSON Lines of 2,000 actors and 50,000 claims, each about a relationship of its own. All of it is made up by arithmetic.
BEGIN {
  print "{\"kind\":\"source\",\"key\":\"many\",\"sourceKind\":\"dataset\",\"genre\":\"data\"}"
  for (i = 0; i < 2000; i++) {
    printf "{\"kind\":\"entity\",\"key\":\"actor-%d\",\"type\":\"MilitantGroup\",\"name\":\"Actor %d\"}\n", i, i
  }
  for (i = 0; i < 50000; i++) {
    from = i % 2000
    to = (from + 1 + int(i / 2000) * 37) % 2000
    printf "{\"kind\":\"claim\",\"source\":\"many\",\"from\":\"actor-%d\",\"type\":\"attacks\",\"to\":\"actor-%d\",\"evidence\":[{\"parts\":[{\"start\":%d,\"end\":%d}]}],\"gist\":\"Number %d.\"}\n", from, to, i, i + 1, i
  }
}
