// What pipeline-vision is, with a trainer that needs nothing: PIPELINE_VISION=.../Pipeline.Vision.StandIn.dll. Its name stands in every record that it leaves.
using Pipeline.Vision.Protocol;
using Pipeline.Vision.StandIn;

var fault = Fault.FromEnvironment();
return fault.Instead(args) ?? VisionProgram.Run(args, new CornerTrainer(fault));
