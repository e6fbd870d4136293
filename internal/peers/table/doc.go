// Command table makes Markdown of the results that the scripts of internal/peers keep, and judges them: all answers of a row have to be the
// same. Of a row that was done again the last result counts.
//
//	table RESULTS                              prints the tables
//	table -into docs/performance.md RESULTS    puts each between its marks there, <!-- peers --> and <!-- /peers -->
//
// It ends with 1 where somebody's answer is not that of the others.
package main
