import ladybug from '@ladybugdb/core'
import { cypherPeer } from './cypher.mjs'
import { run } from './peer.mjs'

await run(cypherPeer(ladybug, 'Ladybug'))
