using BenchmarkDotNet.Running;
using Pipeline.Benchmarks;

// "quick": the ratios that docs/benchmarks.md promises, in two minutes. "memory N...": peak memory of the feature store.
// "first [N]": where the first prediction of a fresh process spends its time. "random-resnet 101 DIR": a network of that depth for times only.
// "load [SECONDS [ROUNDS [CLIENTS...]]]", "soak [MINUTES]", "attack [MUTANTS]": the server, see docs/serving.md.
// Anything else: BenchmarkDotNet's own options, e.g. --filter '*Head*'.
switch (args)
{
    case ["quick", .. var seconds]: QuickMode.Run(seconds is [var budget] ? int.Parse(budget, Numbers.Culture) : 120); break;
    case ["memory", .. var counts]: StoreMemory.Run([.. counts.Select(count => int.Parse(count, Numbers.Culture))]); break;
    case ["first", .. var times]: FirstPrediction.Run(times is [var count] ? int.Parse(count, Numbers.Culture) : 10); break;
    case ["random-resnet", var depth, var folder]: RandomResNet.Write(int.Parse(depth, Numbers.Culture), folder); break;
    case ["first-stages", var card, var models, var image]: FirstPrediction.Stages(card, models, image); break;
    case ["load", .. var numbers]: LoadMode.Run(numbers is [var step, ..] ? double.Parse(step, Numbers.Culture) : 5, numbers is [_, var turns, ..] ? int.Parse(turns, Numbers.Culture) : 3, [.. numbers.Skip(2).Select(int.Parse)]); break;
    case ["load-client", var url, var time, var clients, var folder]: LoadClient.Run(url, double.Parse(time, Numbers.Culture), int.Parse(clients, Numbers.Culture), folder); break;
    case ["soak", .. var minutes]: SoakMode.Run(minutes is [var much] ? double.Parse(much, Numbers.Culture) : 10); break;
    case ["attack", .. var mutants]: AttackMode.Run(mutants is [var many] ? int.Parse(many, Numbers.Culture) : 10_000); break;
    default: BenchmarkSwitcher.FromAssembly(typeof(QuickMode).Assembly).Run(args, InProcess.Config); break;
}
