%% A node of RabbitMQ under trial: where it finds the others, how it joins them, and what it is asked from outside.
%%
%% Erlang's nodes find each other by a module, -epmd_module, which usually asks a daemon of the machine, epmd. Here each node is
%% told for itself where it reaches each other one, so that every link between two of them has a proxy of its own.
-module(ordeal_node).

%% as -epmd_module
-export([start_link/0, register_node/2, register_node/3, port_please/2, port_please/3, listen_port_please/2,
         address_please/3, names/1]).
%% as -s
-export([start/0]).

%% For a question to the leader of a queue.
-define(PATIENCE, 2000).

%% The format of what daemons since Erlang 23 answer.
-define(VERSION, 6).

start_link() -> ignore.

register_node(Name, Port) -> register_node(Name, Port, inet).

register_node(_Name, _Port, _Family) -> {ok, 1}.

%% As the kernel's parameters have it.
listen_port_please(_Name, _Host) -> {ok, 0}.

port_please(Name, Host) -> port_please(Name, Host, infinity).

port_please(_Name, Host, _Timeout) ->
    case find(Host) of
        {ok, _Address, Port} -> {port, Port, ?VERSION};
        none -> noport
    end.

address_please(_Name, Host, _Family) ->
    case find(Host) of
        {ok, Address, Port} -> {ok, Address, Port, ?VERSION};
        none -> {error, nxdomain}
    end.

%% Nobody else has this node's name.
names(_Host) -> {ok, []}.

%% -ordeal_nodes HOST ADDRESS PORT HOST ADDRESS PORT ...
find(Host) ->
    {ok, [Nodes]} = init:get_argument(ordeal_nodes),
    find(lists:flatten(io_lib:format("~s", [Host])), Nodes).

find(_Host, []) -> none;
find(Host, [Host, Address, Port | _]) ->
    {ok, Parsed} = inet:parse_address(Address),
    {ok, Parsed, list_to_integer(Port)};
find(Host, [_, _, _ | Others]) -> find(Host, Others).

%% Of its own process: while init waits for it, nobody is told that it should end.
start() ->
    spawn(fun run/0),
    ok.

%% It answers before RabbitMQ has started: a node that ended before the others waits for them, and is up all the same.
run() ->
    {ok, [[Address, Port]]} = init:get_argument(ordeal_asked_at),
    {ok, Parsed} = inet:parse_address(Address),
    {ok, Listening} = gen_tcp:listen(
        list_to_integer(Port), [{ip, Parsed}, {packet, line}, {active, false}, {reuseaddr, true}]),
    spawn(fun boot/0),
    serve(Listening).

boot() ->
    try
        rabbit:boot(),
        case init:get_argument(ordeal_joins) of
            {ok, [[First, After]]} -> join(list_to_atom(First), list_to_integer(After));
            error -> ok
        end
    catch _:Reason ->
        io:format("RabbitMQ does not start: ~0p~n", [Reason]),
        halt(1)
    end.

%% As rabbitmqctl does it: stop_app, join_cluster, start_app; one after the other, as two at once wait for each other's locks.
join(First, After) ->
    case rabbit_nodes:list_members() of
        [_Alone] ->
            wait(First, After),
            ok = rabbit:stop(),
            try_to_join(First),
            ok = rabbit:start();
        _Joined -> ok
    end.

%% Until so many run there.
wait(First, After) ->
    case rpc:call(First, rabbit_nodes, list_running, [], ?PATIENCE) of
        Running when is_list(Running), length(Running) >= After -> ok;
        _Fewer ->
            timer:sleep(200),
            wait(First, After)
    end.

try_to_join(First) ->
    case rabbit_db_cluster:join(First, disc) of
        {error, Reason} ->
            io:format("can't join ~p yet: ~p~n", [First, Reason]),
            timer:sleep(200),
            try_to_join(First);
        _Done -> ok
    end.

serve(Listening) ->
    {ok, Socket} = gen_tcp:accept(Listening),
    spawn(fun() -> answer_all(Socket) end),
    serve(Listening).

answer_all(Socket) ->
    case gen_tcp:recv(Socket, 0) of
        {ok, Line} ->
            Answer = try answer(string:lexemes(Line, " \n")) catch _:Reason -> io_lib:format("failed: ~0p", [Reason]) end,
            gen_tcp:send(Socket, [Answer, "\n"]),
            answer_all(Socket);
        {error, _} -> gen_tcp:close(Socket)
    end.

answer(["up"]) -> "true";
%% How many nodes of the cluster run RabbitMQ, by this one's word.
answer(["running"]) -> integer_to_list(length(rabbit_nodes:list_running()));
%% Whether there is such a queue.
answer(["knows", Name]) ->
    case queue(Name) of
        {ok, _} -> "true";
        {error, not_found} -> "false"
    end;
%% Makes sure that this node knows after a crash which log is that of which quorum queue.
%%
%% Ra has that in a file which it writes when nobody has asked for it in half a second. A node that is killed before knows the
%% queue, and begins it with an empty log under a new name: with all three at once what was confirmed is gone, and the queue never
%% has a leader again (rabbitmq-server issue 15725). A queue that has been there for a while is kept.
answer(["keep"]) ->
    #{names := #{directory_rev := Directory}} = ra_system:fetch(quorum_queues),
    ok = dets:sync(Directory),
    "true";
%% The node that leads a queue, by this one's word; - if it knows of none.
answer(["leader", Name]) ->
    {ok, Queue} = queue(Name),
    leader(amqqueue:get_type(Queue), amqqueue:get_pid(Queue));
%% How many messages a queue has, with those that consumers have not acknowledged, by the word of who leads it.
answer(["messages", Name]) ->
    {ok, Queue} = queue(Name),
    integer_to_list(messages(amqqueue:get_type(Queue), amqqueue:get_pid(Queue), Queue)).

queue(Name) -> rabbit_amqqueue:lookup(rabbit_misc:r(<<"/">>, queue, list_to_binary(Name))).

leader(rabbit_quorum_queue, {RaName, _}) ->
    case ra_leaderboard:lookup_leader(RaName) of
        {_, Node} -> atom_to_list(Node);
        undefined -> "-"
    end;
leader(rabbit_classic_queue, Pid) -> atom_to_list(node(Pid)).

messages(rabbit_quorum_queue, {RaName, _}, _Queue) ->
    {ok, Total, _Leader} =
        ra:consistent_query({RaName, node()}, fun rabbit_fifo:query_messages_total/1, ?PATIENCE),
    Total;
messages(rabbit_classic_queue, _Pid, Queue) ->
    [{messages, Total}] = rabbit_amqqueue:info(Queue, [messages]),
    Total.
