# Prints dyad JSON Lines of 2,000 actors and 50,000 claims, each about a relationship of its own, or as many as -v actors=N -v claims=N
# say. All of it is made up by arithmetic.
BEGIN {
  if (!actors) actors = 2000
  if (!claims) claims = 50000
  print "{\"kind\":\"source\",\"key\":\"many\",\"sourceKind\":\"dataset\",\"genre\":\"data\"}"
  for (i = 0; i < actors; i++) {
    printf "{\"kind\":\"entity\",\"key\":\"actor-%d\",\"type\":\"MilitantGroup\",\"name\":\"Actor %d\"}\n", i, i
  }
  for (i = 0; i < claims; i++) {
    from = i % actors
    to = (from + 1 + int(i / actors) * 37) % actors
    printf "{\"kind\":\"claim\",\"source\":\"many\",\"from\":\"actor-%d\",\"type\":\"attacks\",\"to\":\"actor-%d\",\"evidence\":[{\"parts\":[{\"start\":%d,\"end\":%d}]}],\"gist\":\"Number %d.\"}\n", from, to, i, i + 1, i
  }
}
