"""Labels of photos by a model.onnx that 'pipeline export' wrote: nothing of Pipeline, only onnxruntime, numpy and Pillow.

    pip install onnxruntime numpy pillow
    python consume.py model.onnx photo.jpg another.png
"""

import json
import sys

import numpy as np
from PIL import Image, ImageOps


def pixels(path, how):
    """A photo as the network wants it: float32 [1, 3, crop, crop], as the model's metadata says."""
    image = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    shorter, crop = how["resize_shorter_side"], how["crop"]
    width, height = image.size
    # The longer side is cut to a whole number.
    size = (shorter, shorter * height // width) if width <= height else (shorter * width // height, shorter)
    image = image.resize(size, Image.Resampling.BILINEAR)
    left, top = (round((side - crop) / 2) for side in image.size)
    image = image.crop((left, top, left + crop, top + crop))
    rgb = np.asarray(image, dtype=np.float32) / how["divide_by"]
    rgb = (rgb - np.float32(how["mean"])) / np.float32(how["std"])
    return rgb.transpose(2, 0, 1)[np.newaxis]


def main(model, photos):
    import onnxruntime

    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    metadata = session.get_modelmeta().custom_metadata_map
    labels, how = json.loads(metadata["labels"]), json.loads(metadata["preprocessing"])
    for photo in photos:
        (scores,) = session.run(None, {session.get_inputs()[0].name: pixels(photo, how)})
        best = np.argsort(-scores[0])[:3]
        print(f"{photo}: " + ", ".join(f"{labels[i]} {scores[0][i]:.1%}" for i in best))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
