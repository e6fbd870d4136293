// Package claimtable reads the table of claims that dyad writes as CSV, and gives the same claims, under the same ids.
//
// The table says all of a claim but the digests of its places. Of entities it has keys and names, of sources a part: they are marked as
// partial, and what is known of them elsewhere stays. The words of a claim are not taken: they belong to their publisher.
package claimtable
