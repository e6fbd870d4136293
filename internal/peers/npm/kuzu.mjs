import kuzu from 'kuzu'
import { cypherPeer } from './cypher.mjs'
import { run } from './peer.mjs'

await run(cypherPeer(kuzu, 'Kuzu'))
