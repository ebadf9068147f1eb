# Loads a result of `standpoint analyze` into R: texts, integers, numbers, dates.
#   source("load.R")
#   tables <- load_results("results")    a data frame for each table, by name
#   Rscript load.R results               prints rows, keys and types

# SCHEMA

load_results <- function(directory = ".") {
  package <- readLines(file.path(directory, "datapackage.json"), encoding = "UTF-8")
  if (any(grepl("\\r\\n", package, fixed = TRUE))) {
    stop(directory, " was written for a spreadsheet: run analyze without --for")
  }
  read <- function(name) {
    path <- file.path(directory, paste0(name, ".csv"))
    header <- scan(path, what = "", sep = ",", nlines = 1, quiet = TRUE)
    if (!identical(header, names(tables_of_results[[name]]))) {
      stop(path, " has other columns than this program: print the loader anew")
    }
    read.csv(path, colClasses = tables_of_results[[name]], na.strings = "", encoding = "UTF-8",
             check.names = FALSE, fill = FALSE, strip.white = FALSE)
  }
  sapply(names(tables_of_results), read, simplify = FALSE)
}

# The keys that are there twice.
broken_keys <- function(tables) {
  twice <- function(name) anyDuplicated(tables[[name]][keys_of_results[[name]]]) > 0
  Filter(twice, names(keys_of_results))
}

if (sys.nframe() == 0) {
  loaded <- do.call(load_results, as.list(head(commandArgs(TRUE), 1)))
  for (name in names(loaded)) {
    cat(name, nrow(loaded[[name]]), paste(names(loaded[[name]]), sapply(loaded[[name]], class)), "\n")
  }
  cat("broken keys:", broken_keys(loaded), "\n")
}
