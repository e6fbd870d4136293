# The graph in R, over the API: httr2 asks, igraph counts. Every edge keeps its status, and the words of who denies it.
#
#   DYAD_SERVER=http://127.0.0.1:8080 Rscript example.R

library(httr2)
suppressPackageStartupMessages(library(igraph))

server <- Sys.getenv("DYAD_SERVER", "http://127.0.0.1:8080")

# ask returns the data of an answer, or stops with the server's errors, each with its path.
ask <- function(query, variables = list()) {
  answer <- request(server) |>
    req_url_path("/graphql") |>
    req_body_json(list(query = query, variables = if (length(variables)) variables else NULL)) |>
    req_error(is_error = function(response) FALSE) |>
    req_perform() |>
    resp_body_json()
  for (e in answer$errors) {
    stop(e$extensions$code, " at ", paste(unlist(e$path), collapse = "."), ": ", e$message, call. = FALSE)
  }
  answer$data
}

# every reads a whole list, page after page.
every <- function(list, query, variables = list()) {
  nodes <- list()
  repeat {
    page <- ask(query, variables)[[list]]
    nodes <- c(nodes, page$nodes)
    if (!page$pageInfo$hasNextPage) return(nodes)
    variables$after <- page$pageInfo$endCursor
  }
}

found <- every("relationships", "query ($after: Cursor) {
  relationships(first: 500, after: $after) {
    nodes { id from { key } type { term } to { key } status sign support { claims origins deniedBy { entity { name } label source { key } } } }
    pageInfo { hasNextPage endCursor } } }")

# What is said of an event alone leads to nobody, and is no edge.
ties <- Filter(function(r) !is.null(r$to), found)
text <- function(get) vapply(ties, get, "")
edges <- data.frame(
  from = text(function(r) r$from$key), to = text(function(r) r$to$key), id = text(function(r) r$id), type = text(function(r) r$type$term),
  status = text(function(r) r$status), sign = text(function(r) r$sign),
  claims = vapply(ties, function(r) r$support$claims, 1L),
  denied_by = text(function(r) paste(vapply(r$support$deniedBy, function(d) c(d$entity$name, d$label, d$source$key)[1], ""), collapse = "; "))
)
g <- graph_from_data_frame(edges, directed = TRUE)

cat(length(found), "relationships,", ecount(g), "of them between two of", vcount(g), "entities\n")
print(table(E(g)$status, E(g)$sign))

cat("\nContested, and who denies it:\n")
contested <- edges[edges$status == "CONTESTED", c("from", "type", "to", "claims", "denied_by")]
print(contested, row.names = FALSE)

cat("\nMost relationships, of what somebody asserts or alleges:\n")
counted <- subgraph.edges(g, which(E(g)$status %in% c("CORROBORATED", "STATED", "ALLEGED", "CONTESTED")))
print(head(sort(degree(counted), decreasing = TRUE), 5))

# An error says where and what may have been meant.
cat("\n", tryCatch(ask("{ relationships(filter: {types: {in: [\"atacks\"]}}) { totalCount } }"), error = conditionMessage), "\n", sep = "")
