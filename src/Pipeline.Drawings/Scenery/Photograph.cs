using Pipeline.Drawings.Rendering;
using Pipeline.Drawings.Sculpting;

namespace Pipeline.Drawings.Scenery;

/// <summary>Takes the picture of a sculpture in a scene.</summary>
/// <param name="GrassLine">Height from which grass hides the feet, as a part of the picture's height; 1 hides nothing.</param>
internal sealed record Photograph(Scene Scene, View View, Func<Sculpture> Sculpt, float GrassLine = 1)
{
    public void Paint(Picture picture, uint seed)
    {
        var dice = new Dice(seed);
        var scenery = new SceneBrush(Scene, picture, dice, seed);
        scenery.PaintDistance();
        var sculpture = Sculpt();
        var camera = new Camera(View, sculpture, picture.Width, picture.Height);
        if (View.Focus is null && Scene.Shadow > 0) GroundShadow.Draw(picture, sculpture, camera, Scene.Light, Scene.Shadow);
        var surface = new Surface(picture.Width, picture.Height);
        new Caster(surface, camera, Math.Max(sculpture.Blend * camera.Scale * 0.4f, 0.7f)).Cast(sculpture.Blobs);
        new Dabber(surface, camera).Paint(sculpture.Dabs);
        new Shader(surface, Scene.Light, seed).Shade(picture, camera.Scale);
        new FurBrush(surface, dice).Draw(picture);
        new StrandBrush(surface, camera, Scene.Light).Draw(picture, sculpture.Strands);
        scenery.PaintFront(GrassLine);
    }
}
