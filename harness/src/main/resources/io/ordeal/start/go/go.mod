module {{package}}

go 1.18
