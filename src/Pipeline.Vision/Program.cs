using Pipeline.Vision;
using Pipeline.Vision.Protocol;

return VisionProgram.Run(args, new MlNetTrainer());
