-- The programs' roles and their database, made once by the database server's administrator; README.md says how to run this.
-- Variables: server, functions (the names of the identities), server_id, functions_id (their object ids).
\set ON_ERROR_STOP on

\set label 'aadauth,oid=' :server_id ',type=service'
create role :"server" login;
security label for pgaadauth on role :"server" is :'label';

\set label 'aadauth,oid=' :functions_id ',type=service'
create role :"functions" login;
security label for pgaadauth on role :"functions" is :'label';

-- The server makes the tables, so the database is its own. The functions change constraints of the balances while they fill them, which
-- only an owner may: they are a member of the server's role.
grant :"server" to :"functions";
grant :"server" to current_user;
create database indhcoops owner :"server";
revoke all on database indhcoops from public;
revoke :"server" from current_user;
